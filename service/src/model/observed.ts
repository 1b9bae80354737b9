// The observed records: what the reconciler writes after it has looked at the platform.
import type { AddonStatus, ClusterStatus, Node, NodeGroupStatus } from '@hikube/openapi/types';
import type { StoredDemand } from './stored-demand.ts';

/** One record for a cluster and everything in it, so that one change is one write. */
export interface ClusterStatusRecord {
  readonly uid: string;
  readonly cluster: ClusterStatus;
  /** By uid of the node group. */
  readonly nodeGroups: Readonly<Record<string, NodeGroupStatus>>;
  /** By uid of the add-on. */
  readonly addons: Readonly<Record<string, AddonStatus>>;
  /** The patch that the cluster was moved to within its minor version; absent before the first one. */
  readonly patch?: ClusterPatch;
  /** Absent until the first pass has told what it found. */
  readonly journal?: ClusterJournal;
}

/** A patch version that the reconciler decided on; nobody else writes it. */
export interface ClusterPatch {
  /** Such as `1.34.6`. */
  readonly version: string;
  /**
   * - `Rolling`: the platform is told, and nodes change while the maintenance window is open.
   * - `Done`: every machine runs it. `Refused`: the platform does not take it, and it is not tried again.
   */
  readonly phase: 'Rolling' | 'Done' | 'Refused';
}

/** What the events of a cluster go on from. */
export interface ClusterJournal {
  /** Number of the newest event; 0 before the first one. */
  readonly last: number;
  /** Sites that were down. */
  readonly sitesDown: readonly string[];
  /** Nodes that the autoscaler wanted, by uid of the node group. */
  readonly wanted: Readonly<Record<string, number>>;
}

/** The nodes of a cluster, ordered by name. */
export interface ClusterNodesRecord {
  readonly uid: string;
  readonly nodes: readonly Node[];
  /** What was added for them to the sum of the tenant; absent in records of versions that kept no such sum. */
  readonly existing?: StoredDemand;
}
