// What the chart can be told of a cluster.
import type { DesiredCluster } from '@hikube/service/platform';

/** The part of a desired cluster that values of the chart express. Identity, generation and endpoint stand elsewhere. */
export type ChartCluster = Pick<
  DesiredCluster,
  'version' | 'topology' | 'controlPlane' | 'storageClass' | 'host' | 'network' | 'nodeGroups' | 'addons'
>;
