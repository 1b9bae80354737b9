// What one pass sees at the platform, and what it comes to.

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
import type { ObservedCluster } from '../platform/platform.ts';

/** Why the platform does not want what is desired. */
export interface Refusal {
  /** One word in CamelCase. */
  readonly reason: string;
  /** A sentence for people. */
  readonly message: string;
}

/** The platform answered. */
export interface Reached {
  readonly reached: true;
  /** Milliseconds since the epoch, read once in the pass. */
  readonly now: number;
  /** Undefined when the platform has nothing of this cluster. */
  readonly observed: ObservedCluster | undefined;
  /** Set when it stays refused until something else is desired. */
  readonly refusal: Refusal | undefined;
  /** Set when the same wish can be taken later: it is tried again. */
  readonly deferral?: Refusal | undefined;
  /** Nobody has asked for anything since the cluster was found on the platform, so that nothing was passed on. */
  readonly asFound?: boolean;
  /** Minor versions that can be ordered now; undefined when nobody needed to know. */
  readonly offeredVersions?: readonly string[];
  /** The patch of each minor version that can be had now, by minor; undefined when nobody needed to know. */
  readonly offeredPatches?: Readonly<Record<string, string>>;
  /** The id for an operation that this pass itself begins; undefined when it begins none. */
  readonly operationId?: string;
  /** Sites that are down now; undefined where the platform cannot tell. */
  readonly sitesDown?: readonly string[];
}

/** Whether the platform took what is desired in this pass, so that what it says is about that. */
export function isAccepted({ refusal, deferral }: Reached): boolean {
  return refusal === undefined && deferral === undefined;
}

/** The platform did not answer; what was seen last still stands. */
export interface Unreachable {
  readonly reached: false;
  readonly now: number;
  readonly reason: string;
  readonly message: string;
}

export type View = Reached | Unreachable;

/** The records of a cluster after a pass; those that equal what was read are not written. */
export interface Outcome {
  readonly cluster: ClusterRecord;
  /** All that were open before, and one that this pass begins. */
  readonly operations: readonly OperationRecord[];
  readonly upgrades: readonly VersionUpgradeRecord[];
  readonly status: ClusterStatusRecord;
  readonly nodes: ClusterNodesRecord | undefined;
  /** Groups whose change waited for the maintenance window and begins now, in their next generation. */
  readonly released: readonly NodeGroupRecord[];
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
