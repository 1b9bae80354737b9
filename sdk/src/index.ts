// The public surface of @hikube/sdk.
export type * from '@hikube/openapi/types';
export { type ClientOptions, createClient, DEFAULT_ENDPOINT, Hikube } from './client.ts';
export type { CallOptions, CreateOptions, WriteOptions } from './context.ts';
export * from './errors.ts';
export { etag } from './etag.ts';
export { hasEnded, PendingOperation, type WaitOptions } from './operation.ts';
export { type ListOptions, type Page, Paginated } from './pagination.ts';
export type { Addons } from './resources/addons.ts';
export type { Catalogue } from './resources/catalogue.ts';
export type { Clusters } from './resources/clusters.ts';
export type { Kubeconfigs } from './resources/kubeconfigs.ts';
export type { NodeGroups } from './resources/node-groups.ts';
export type { Nodes } from './resources/nodes.ts';
export type { OperationListOptions, Operations } from './resources/operations.ts';
export type { VersionUpgrades } from './resources/version-upgrades.ts';
export type { Token } from './transport/auth.ts';
export type { Clock } from './transport/clock.ts';
export type { RetryOptions } from './transport/retry.ts';
