// @hikube/platform-cozystack: managed Kubernetes of a Cozystack tenant.
export type { BeforeWrite } from './applications/write.ts';
export * from './chart/index.ts';
export type { Connect } from './clusters/door.ts';
export { fetchTenantUid, needTenantUid } from './identity.ts';
export { API_GROUP, API_VERSION, KIND, type KubernetesApplication, PLURAL } from './kind.ts';
export { createClient, type Fetch } from './kubernetes/client.ts';
export { KubernetesError } from './kubernetes/errors.ts';
export { type Connection, KubeconfigError, readKubeconfig } from './kubernetes/kubeconfig.ts';
export type { ReachedTenant } from './offers.ts';
export { type CozystackPlatformOptions, createCozystackPlatform } from './platform.ts';
export { inWords } from './refusals.ts';
export { fetchShape } from './shape.ts';
export type { TenantAccess } from './tenants.ts';
