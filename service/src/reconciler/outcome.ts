// What a pass comes to.
import type { ClusterEvent } from '@hikube/openapi/types';
import type {
  AddonRecord,
  ClusterNodesRecord,
  ClusterRecord,
  ClusterStatusRecord,
  NodeGroupRecord,
  OperationRecord,
  VersionUpgradeRecord,
} from '../model/records.ts';

/** The records of a cluster after a pass; those that equal what was read are not written. */
export interface Outcome {
  readonly cluster: ClusterRecord;
  /** All that were open before, and one that this pass begins. */
  readonly operations: readonly OperationRecord[];
  readonly upgrades: readonly VersionUpgradeRecord[];
  readonly status: ClusterStatusRecord;
  readonly nodes: ClusterNodesRecord | undefined;
  /** Groups and add-ons of which the platform has nothing any more. */
  readonly gone: { readonly nodeGroups: readonly NodeGroupRecord[]; readonly addons: readonly AddonRecord[] };
  /** The cluster is deleted and gone: every record of it goes. */
  readonly isGone: boolean;
  /** What people are told, oldest first. */
  readonly events: readonly ClusterEvent[];
  /** When a scheduled upgrade is due, or a window opens or closes for a patch, in milliseconds since the epoch. */
  readonly wakeAt: number | undefined;
}

/** A pass without what it tells. */
export type Untold = Omit<Outcome, 'events'>;
