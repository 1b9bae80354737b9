// The records of the service: what a user asked for, as it is stored, and what the reconciler writes after it has looked at
// the platform.
import { type Demand, type JsonObject, QUOTA_RESOURCES, type QuotaResource } from '@hikube/domain';
import type {
  Addon,
  AddonStatus,
  Cluster,
  ClusterStatus,
  Kubeconfig,
  Node,
  NodeGroup,
  NodeGroupStatus,
  Operation,
  VersionUpgrade,
} from '@hikube/openapi/types';
import type { Add, DocumentKey } from '../store/store.ts';
import type { HeldBack } from './held-back.ts';
import type { IdentifiedReference } from './keys.ts';

/** Objects of which people read, by their kind. */
export const OBJECT_WORDS = {
  Cluster: 'cluster',
  NodeGroup: 'node group',
  Addon: 'add-on',
  VersionUpgrade: 'version upgrade',
} as const;

/** Who created an object and with what, so that a lost create can be adopted (see already_exists). */
export interface CreatedBy {
  /** Id of the token, never the token. */
  readonly token: string;
  /** SHA-256 of the validated create body in canonical form. */
  readonly fingerprint: string;
}

/**
 * Who keeps an object on behalf of a state. An object without one was made by a caller who keeps no state, or who does
 * not say so: nobody else's create can take it over.
 */
export interface Holder {
  /** Made up by whoever keeps the object. */
  readonly id: string;
  /** Since when a state is known to have the object; null while its create is open, so that it can be taken over. */
  readonly since: string | null;
}

/** Set when a DELETE was accepted; from then on nothing but removal happens. */
export interface Removal {
  readonly requestedAt: string;
  readonly operation: string;
}

/** Marks of what was found, see `model/found.ts`. */
export interface FoundMarks {
  /** Of the records that were made from it. */
  readonly records: string;
  /** Of what the platform told. */
  readonly told: string;
}

/** A cluster without what is observed. */
export interface ClusterRecord extends Omit<Cluster, 'status'> {
  readonly createdBy: CreatedBy;
  readonly holder?: Holder;
  readonly removal?: Removal;
  /** Of one that was found on the platform and not ordered here. */
  readonly found?: FoundMarks;
}

/** A node group without what is observed. */
export interface NodeGroupRecord extends Omit<NodeGroup, 'status'> {
  readonly createdBy: CreatedBy;
  readonly holder?: Holder;
  readonly removal?: Removal;
}

/** An add-on without what is observed. */
export interface AddonRecord extends Omit<Addon, 'status' | 'hasSecretValues'> {
  /** Sealed, see `secrets/addon-values.ts`; absent when it has none. */
  readonly secretValues?: string;
  readonly createdBy: CreatedBy;
  readonly holder?: Holder;
  readonly removal?: Removal;
}

/** An upgrade; its status is progress that the reconciler writes in place. */
export interface VersionUpgradeRecord extends VersionUpgrade {
  /** Absent where a new version of the cluster made it. */
  readonly createdBy?: CreatedBy;
  readonly holder?: Holder;
  /** The user asked to hold it; the node in hand is finished first. */
  readonly paused: boolean;
  /** The API servers have begun to change: it can no longer be cancelled. */
  readonly committed: boolean;
}

/** An operation and what the reconciler needs to know about it. */
export interface OperationRecord extends Omit<Operation, 'waitsFor'> {
  readonly target: IdentifiedReference;
  readonly tenant: string;
  /** JSON pointers of the fields that it changes; a later write to one of them supersedes it. */
  readonly fields: readonly string[];
  /** Uids of the node groups and add-ons that belong to the same write. */
  readonly children: readonly string[];
  /** What waits for the maintenance window; absent once that work has begun, and where none waits. */
  readonly heldBack?: HeldBack;
}

/** Beside an operation that a request has ended, until the reconciler has told of it. */
export interface EndingMark {
  /** Of the cluster that the operation was about. */
  readonly uid: string;
}

/** An issued kubeconfig, without its token. */
export interface KubeconfigRecord extends Kubeconfig {
  /** Uid of the cluster: a later cluster of the same name has none of its kubeconfigs. */
  readonly uid: string;
  /** Id of the API token that asked for it. */
  readonly createdBy: string;
}

/**
 * Beside a kubeconfig for as long as it is not certain what the platform made of it: while it is issued, and while it is
 * revoked. Whoever finds one that is old has found a process that ended in between.
 */
export interface OpenKubeconfig {
  readonly tenant: string;
  /** Name and uid of the cluster. */
  readonly cluster: string;
  readonly uid: string;
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/** One record for a cluster and everything in it, so that one change is one write. */
export interface ClusterStatusRecord {
  readonly uid: string;
  readonly cluster: ClusterStatus;
  /** As PEM; absent until the platform has made it. */
  readonly certificateAuthority?: string;
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

/**
 * Whether two records say the same: equality of JSON values. The order of keys is nothing, and a member that is undefined is
 * one that is absent. Asked several times in every pass about records that nearly always do, so that it compares in place
 * and stops at the first difference, instead of bringing both to a canonical text.
 */
export function isSameRecord(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && isSameList(a, b);
  }
  return isSameObject(a as JsonObject, b as JsonObject);
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => isSameRecord(item, b[index]));
}

function isSameObject(a: JsonObject, b: JsonObject): boolean {
  let members = 0;
  for (const key of Object.keys(a)) {
    if (a[key] === undefined) continue;
    if (!Object.hasOwn(b, key) || !isSameRecord(a[key], b[key])) return false;
    members += 1;
  }
  // Every member of the one is in the other, so that only their number can still differ.
  for (const key of Object.keys(b)) if (b[key] !== undefined) members -= 1;
  return members === 0;
}

// A demand as it is stored, for the two sums of a tenant: what its clusters may take, and what exists in them.

/** JSON has no big integers. A resource that is not named is not taken. */
export type StoredDemand = Readonly<Partial<Record<QuotaResource, string>>>;

/** The stored form. */
export function storedDemand(demand: Demand): StoredDemand {
  return Object.fromEntries(QUOTA_RESOURCES.map((resource) => [resource, String(demand[resource])]));
}

/** The demand of a stored form; nothing when there is none. */
export function demandOf(stored: StoredDemand = {}): Demand {
  return forEach((resource) => BigInt(stored[resource] ?? '0'));
}

/** What leads from one demand to another. */
export function differenceOfDemands(from: Demand, to: Demand): Demand {
  return forEach((resource) => to[resource] - from[resource]);
}

/**
 * Adds a difference to a sum.
 * @param atMost bounds of resources that grow
 * @returns nothing to write when there is no difference
 */
export function addDemand(
  key: DocumentKey,
  difference: Demand,
  atMost: Readonly<Partial<Demand>> = {},
): readonly Add[] {
  const changed = QUOTA_RESOURCES.filter((resource) => difference[resource] !== 0n);
  if (changed.length === 0) return [];
  const add = Object.fromEntries(changed.map((resource) => [resource, difference[resource]]));
  const bounds = changed.flatMap((resource) => {
    const most = difference[resource] > 0n ? atMost[resource] : undefined;
    return most === undefined ? [] : [[resource, most] as const];
  });
  return [
    { key, add, expect: 'any', ...(bounds.length === 0 ? {} : { atMost: Object.fromEntries(bounds) }) },
  ];
}

function forEach(amount: (resource: QuotaResource) => bigint): Demand {
  return {
    clusters: amount('clusters'),
    nodes: amount('nodes'),
    cpu: amount('cpu'),
    memory: amount('memory'),
    gpus: amount('gpus'),
  };
}
