// @hikube/platform-cozystack: managed Kubernetes of a Cozystack tenant.
export * from './chart/index.ts';
export { API_GROUP, API_VERSION, KIND, type KubernetesApplication, PLURAL } from './kind.ts';
