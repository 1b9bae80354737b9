// @hikube/cdktf-provider/cdktf: the public surface for `cdktf`. Its L1 constructs are in `@hikube/cdktf-provider/cdktf/<resource>`.
export { HikubeProvider, type HikubeProviderConfig } from '@hikube/cdktf-provider/cdktf/provider';
export * from '../public.ts';
export { KubernetesCluster, type KubernetesClusterProps } from './kubernetes-cluster.ts';
