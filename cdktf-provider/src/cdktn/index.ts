// @hikube/cdktf-provider: the public surface for `cdktn`. Its L1 constructs are in `@hikube/cdktf-provider/<resource>`.
export { HikubeProvider, type HikubeProviderConfig } from '@hikube/cdktf-provider/provider';
export * from '../public.ts';
export { KubernetesCluster, type KubernetesClusterProps } from './kubernetes-cluster.ts';
