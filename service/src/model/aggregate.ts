// Everything that is stored about one cluster, read in two or three rounds whatever the cluster holds.
import type { ClusterRef } from '../platform/platform.ts';
import type { Document, DocumentKey, Store } from '../store/store.ts';
import { childKey, childName, childPrefix, clusterKey, kinds, operationKey } from './keys.ts';
import type {
  AddonRecord,
  ClusterNodesRecord,
  ClusterRecord,
  ClusterStatusRecord,
  NodeGroupRecord,
  OperationRecord,
  VersionUpgradeRecord,
} from './records.ts';

/** The records of one cluster: what was asked for, what goes on, and what was seen last. */
export interface ClusterState {
  readonly ref: ClusterRef;
  readonly cluster: ClusterRecord;
  /** By name. */
  readonly nodeGroups: readonly NodeGroupRecord[];
  /** By id. */
  readonly addons: readonly AddonRecord[];
  /** Upgrades that have not ended: those with an open operation. */
  readonly upgrades: readonly VersionUpgradeRecord[];
  /** Operations that have not ended, oldest first. */
  readonly operations: readonly OperationRecord[];
  readonly status: ClusterStatusRecord | undefined;
  readonly nodes: ClusterNodesRecord | undefined;
}

/** The revisions that a state was read at. */
export interface Revisions {
  /** The revision of a record, or that it did not exist. */
  of(key: DocumentKey): number | 'absent';
}

/** A cluster as it was read. */
export interface ClusterAggregate {
  readonly state: ClusterState;
  readonly revisions: Revisions;
}

/** Operations that are still open although their cluster is gone. */
export interface Orphans {
  readonly operations: readonly OperationRecord[];
  readonly revisions: Revisions;
}

/** What the store has under the name of a cluster. */
export type Loaded =
  | { readonly found: true; readonly aggregate: ClusterAggregate }
  | { readonly found: false; readonly orphans: Orphans };

// Far above what one cluster has at once; more are taken up as soon as some of these have ended. Together with the
// children they fit into one commit, which holds 1,000 writes, also when all of them end at once with three writes each.
const OPEN_OPERATIONS_MAX = 150;
// A cluster has at most 50 groups and 32 add-ons by contract; the rest is room for those that are being removed.
const CHILDREN_MAX = 250;

/**
 * Reads everything about a cluster. Open operations are read before what they work on: whoever writes commits both
 * at once, so that an operation that is seen here always finds its target in the reads that follow. A removal that was asked
 * for between the two is read once more: what is removed would go without its operation, and leave it open for ever.
 */
export async function loadCluster(store: Store, tenant: string, name: string): Promise<Loaded> {
  return load(store, tenant, name, new Set());
}

/** @param sought operations of removals for which it is read again */
async function load(
  store: Store,
  tenant: string,
  name: string,
  sought: ReadonlySet<string>,
): Promise<Loaded> {
  const prefix = childPrefix(name);
  const open = await store.list({ kind: kinds.openOperation, tenant, prefix, limit: OPEN_OPERATIONS_MAX });
  const operationKeys = open.map((document) => operationKey(tenant, childName(document.key.id)));
  const [single, nodeGroups, addons] = await Promise.all([
    store.getMany<unknown>([
      clusterKey(tenant, 'Cluster', name),
      clusterKey(tenant, 'clusterStatus', name),
      clusterKey(tenant, 'clusterNodes', name),
      ...operationKeys,
    ]),
    store.list<NodeGroupRecord>({ kind: kinds.NodeGroup, tenant, prefix, limit: CHILDREN_MAX }),
    store.list<AddonRecord>({ kind: kinds.Addon, tenant, prefix, limit: CHILDREN_MAX }),
  ]);
  const [cluster, status, nodes, ...operationDocuments] = single as [
    Document<ClusterRecord> | undefined,
    Document<ClusterStatusRecord> | undefined,
    Document<ClusterNodesRecord> | undefined,
    ...(Document<OperationRecord> | undefined)[],
  ];
  // One may have ended since the open ones were listed, and what has ended is not touched again.
  const operations = operationDocuments
    .filter((each) => each !== undefined)
    .filter(({ body }) => body.endedAt === null)
    .sort(byAge);
  if (cluster === undefined) {
    const bodies = operations.map(({ body }) => body);
    return { found: false, orphans: { operations: bodies, revisions: revisionsOf(operations) } };
  }
  const seen = new Set([...sought, ...operationDocuments.map((each) => each?.body.id)]);
  const missing = [cluster, ...nodeGroups, ...addons]
    .flatMap(({ body }) => body.removal?.operation ?? [])
    .filter((id) => !seen.has(id));
  // Once only for each: it may have ended since.
  if (missing.length > 0) return load(store, tenant, name, new Set([...sought, ...missing]));
  const upgrades = await loadUpgrades(store, tenant, name, operations);
  const documents = [cluster, status, nodes, ...nodeGroups, ...addons, ...upgrades, ...operations];
  const uid = cluster.body.uid;
  const state: ClusterState = {
    ref: { tenant, name, uid },
    cluster: cluster.body,
    nodeGroups: nodeGroups.map(({ body }) => body),
    addons: addons.map(({ body }) => body),
    upgrades: upgrades.map(({ body }) => body),
    operations: operations.map(({ body }) => body),
    status: status?.body.uid === uid ? status.body : undefined,
    nodes: nodes?.body.uid === uid ? nodes.body : undefined,
  };
  return { found: true, aggregate: { state, revisions: revisionsOf(documents) } };
}

/** The upgrades that open operations work on, in the order in which they were asked for. */
async function loadUpgrades(
  store: Store,
  tenant: string,
  cluster: string,
  operations: readonly Document<OperationRecord>[],
): Promise<Document<VersionUpgradeRecord>[]> {
  const targets = operations.map(({ body }) => body.target);
  const ids = new Set(targets.filter(({ kind }) => kind === 'VersionUpgrade').map(({ name }) => name));
  if (ids.size === 0) return [];
  const keys = [...ids].map((id) => childKey(tenant, 'VersionUpgrade', cluster, id));
  const documents = await store.getMany<VersionUpgradeRecord>(keys);
  return documents.filter((each) => each !== undefined).sort(byAge);
}

type Aged = Document<{ readonly createdAt: string; readonly id: string }>;

function byAge(a: Aged, b: Aged): number {
  if (a.body.createdAt !== b.body.createdAt) return a.body.createdAt < b.body.createdAt ? -1 : 1;
  return a.body.id < b.body.id ? -1 : 1;
}

function revisionsOf(documents: readonly (Document<unknown> | undefined)[]): Revisions {
  const known = new Map<string, number>();
  for (const document of documents) {
    if (document !== undefined) known.set(`${document.key.kind} ${document.key.id}`, document.revision);
  }
  return { of: (key) => known.get(`${key.kind} ${key.id}`) ?? 'absent' };
}
