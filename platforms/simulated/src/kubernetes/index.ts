// The door to the Kubernetes API of every simulated cluster.

export {
  createKubernetesApi,
  type KubernetesApi,
  type KubernetesApiOptions,
  rootPath,
} from './server/api.ts';
export { tooManyRequests } from './server/status.ts';
