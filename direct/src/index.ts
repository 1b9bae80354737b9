// @hikube/direct: the API in this process, over the kubeconfig of a tenant.
export { type ConnectOptions, connect } from './connect.ts';
export { createDirect, type Direct, type DirectOptions, type Reached } from './direct.ts';
export type { FailedAt } from './words.ts';
