// Reads single records of the caller's tenant, or refuses with the same words whether they are missing or foreign.
import { type ChildKind, childKey, clusterKey, operationKey } from '../model/keys.ts';
import {
  type AddonRecord,
  type ClusterNodesRecord,
  type ClusterRecord,
  type ClusterStatusRecord,
  type NodeGroupRecord,
  OBJECT_WORDS,
  type OperationRecord,
  type VersionUpgradeRecord,
} from '../model/records.ts';
import { notFound } from '../refusal.ts';
import { DAMAGED, readWhole } from '../store/read-whole.ts';
import type { Document, Store } from '../store/store.ts';
import type { Context } from './handler.ts';

type Reader = Pick<Context, 'store' | 'caller'>;

/** A record with the status of its cluster. */
export interface Found<Record> {
  readonly record: Record;
  readonly status: ClusterStatusRecord | undefined;
}

/** The cluster of that name. */
export async function findCluster({ store, caller }: Reader, name: string): Promise<Found<ClusterRecord>> {
  const [cluster, status] = (await store.getMany<unknown>([
    clusterKey(caller.tenant, 'Cluster', name),
    clusterKey(caller.tenant, 'clusterStatus', name),
  ])) as [Document<ClusterRecord> | undefined, Document<ClusterStatusRecord> | undefined];
  if (cluster === undefined) throw notFound('cluster', name);
  return { record: cluster.body, status: status?.body };
}

interface ChildRecords {
  NodeGroup: NodeGroupRecord;
  Addon: AddonRecord;
  VersionUpgrade: VersionUpgradeRecord;
}

/** Something inside a cluster. Nothing is found inside a cluster that is not there. */
export async function findChild<Kind extends keyof ChildRecords>(
  { store, caller }: Reader,
  kind: Kind,
  cluster: string,
  name: string,
): Promise<Found<ChildRecords[Kind]>> {
  const [parent, child, status] = (await store.getMany<unknown>([
    clusterKey(caller.tenant, 'Cluster', cluster),
    childKey(caller.tenant, kind satisfies ChildKind, cluster, name),
    clusterKey(caller.tenant, 'clusterStatus', cluster),
  ])) as [
    Document<ClusterRecord> | undefined,
    Document<ChildRecords[Kind]> | undefined,
    Document<ClusterStatusRecord> | undefined,
  ];
  if (parent === undefined) throw notFound('cluster', cluster);
  if (child === undefined) throw notFound(OBJECT_WORDS[kind], name, cluster);
  return { record: child.body, status: status?.body };
}

/** The operation of that id. */
export async function findOperation({ store, caller }: Reader, id: string): Promise<OperationRecord> {
  const document = await store.get<OperationRecord>(operationKey(caller.tenant, id));
  if (document === undefined) throw notFound('operation', id);
  return document.body;
}

/** The statuses of several clusters, by name; `DAMAGED` for one that is there and cannot be read. */
export async function readStatuses(
  store: Store,
  tenant: string,
  names: Iterable<string>,
): Promise<ReadonlyMap<string, ClusterStatusRecord | typeof DAMAGED>> {
  const wanted = [...new Set(names)];
  const documents = await readWhole<ClusterStatusRecord>(
    store,
    wanted.map((name) => clusterKey(tenant, 'clusterStatus', name)),
  );
  const found = new Map<string, ClusterStatusRecord | typeof DAMAGED>();
  documents.forEach((document, index) => {
    if (document !== undefined) found.set(wanted[index]!, document === DAMAGED ? DAMAGED : document.body);
  });
  return found;
}

/** The nodes of a cluster that exists; empty until the reconciler has seen one. */
export async function readNodes(
  store: Store,
  tenant: string,
  cluster: ClusterRecord,
): Promise<ClusterNodesRecord['nodes']> {
  const document = await store.get<ClusterNodesRecord>(clusterKey(tenant, 'clusterNodes', cluster.name));
  return document?.body.uid === cluster.uid ? document.body.nodes : [];
}
