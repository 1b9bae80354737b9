// The observed records: what the reconciler writes after it has looked at the platform.
import type { AddonStatus, ClusterStatus, Node, NodeGroupStatus } from '@hikube/openapi/types';

/** One record for a cluster and everything in it, so that one change is one write. */
export interface ClusterStatusRecord {
  readonly uid: string;
  readonly cluster: ClusterStatus;
  /** By uid of the node group. */
  readonly nodeGroups: Readonly<Record<string, NodeGroupStatus>>;
  /** By uid of the add-on. */
  readonly addons: Readonly<Record<string, AddonStatus>>;
}

/** The nodes of a cluster, ordered by name. */
export interface ClusterNodesRecord {
  readonly uid: string;
  readonly nodes: readonly Node[];
}
