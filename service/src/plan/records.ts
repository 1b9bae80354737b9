// The records that carry a difference into the store: what is new, what changes, what is marked for removal.
import { fields } from '@hikube/openapi/fields';
import type { NodeGroup } from '@hikube/openapi/types';
import { toTimestamp, toTimestampAfter } from '../clock.ts';
import type { ClusterAggregate } from '../model/aggregate.ts';
import { type AddonInputs, type ClusterInputs, type NodeGroupInputs, withInputs } from '../model/inputs.ts';
import { childKey, clusterKey } from '../model/keys.ts';
import {
  type AddonRecord,
  type ClusterRecord,
  type Holder,
  type NodeGroupRecord,
  OBJECT_WORDS,
} from '../model/records.ts';
import { Refusal } from '../refusal.ts';
import type { Write } from '../store/store.ts';
import type { Difference, ObjectChange } from './desired/difference.ts';
import type { Given, Named, Stamp, Surroundings, UpdateOrder } from './ground.ts';
import { takeovers } from './ownership.ts';

/** What the records of one write share. */
export interface RecordContext {
  readonly cluster: string;
  /** Undefined when the cluster is created by this write. */
  readonly aggregate: ClusterAggregate | undefined;
  readonly stamp: Stamp;
  /** The operation that a deletion belongs to. */
  readonly operation: string;
  /** A new uid. */
  readonly uid: () => string;
  /** Digests of what was written of new children, by `nodeGroups/<name>` and `addons/<id>`. */
  readonly fingerprints: ReadonlyMap<string, string>;
  /** Who keeps a child that the caller says nothing about. */
  readonly defaultManager: NodeGroup['manager'];
  /** Who keeps the child that the request names, if it is new; children that only come along have no holder. */
  readonly holder: string | undefined;
}

/** A record with the write that stores it. */
export interface RecordWrite<Record> {
  readonly record: Record;
  readonly write: Write;
}

/** The record of every node group and add-on that differs. */
export function childRecords(
  difference: Difference,
  context: RecordContext,
): readonly RecordWrite<NodeGroupRecord | AddonRecord>[] {
  const { nodeGroups = [], addons = [] } = context.aggregate?.state ?? {};
  return [
    ...difference.nodeGroups.map((change) => childRecord('NodeGroup', change, nodeGroups, context)),
    ...difference.addons.map((change) => childRecord('Addon', change, addons, context)),
  ];
}

function childRecord<Record extends NodeGroupRecord | AddonRecord>(
  kind: 'NodeGroup' | 'Addon',
  change: ObjectChange<NodeGroupInputs | AddonInputs>,
  existing: readonly Record[],
  context: RecordContext,
): RecordWrite<NodeGroupRecord | AddonRecord> {
  const { stamp } = context;
  const key = childKey(stamp.tenant, kind, context.cluster, change.name);
  const old = existing.find(({ name }) => name === change.name);
  const expect = context.aggregate?.revisions.of(key) ?? 'absent';
  const record = nextChild(kind, change, old, context);
  return { record, write: { key, body: record, expect } };
}

function nextChild(
  kind: 'NodeGroup' | 'Addon',
  change: ObjectChange<NodeGroupInputs | AddonInputs>,
  old: NodeGroupRecord | AddonRecord | undefined,
  context: RecordContext,
): NodeGroupRecord | AddonRecord {
  const { stamp } = context;
  if (change.action === 'create') {
    if (old !== undefined) throw stillGoing(kind, change.name);
    return newChild(kind, change.name, change.after, context);
  }
  if (old === undefined) throw new Error(`The plan changes ${change.name}, which is not there.`);
  if (change.action === 'delete') {
    const requestedAt = toTimestampAfter(stamp.now, old.createdAt);
    return { ...old, removal: { requestedAt, operation: context.operation } };
  }
  return {
    ...withInputs(fields[kind], old, change.after),
    generation: old.generation + 1,
    manager: stamp.manager ?? old.manager,
  } as NodeGroupRecord | AddonRecord;
}

function newChild(
  kind: 'NodeGroup' | 'Addon',
  name: string,
  inputs: NodeGroupInputs | AddonInputs,
  { cluster, stamp, uid, fingerprints, defaultManager, holder }: RecordContext,
): NodeGroupRecord | AddonRecord {
  const fingerprint = fingerprints.get(`${kind === 'NodeGroup' ? 'nodeGroups' : 'addons'}/${name}`) ?? '';
  return {
    name,
    cluster,
    ...inputs,
    uid: uid(),
    createdAt: toTimestamp(stamp.now),
    manager: stamp.manager ?? defaultManager,
    generation: 1,
    createdBy: { token: stamp.token, fingerprint },
    ...openFor(holder),
  } as NodeGroupRecord | AddonRecord;
}

/** The holder of a new object, whose create is open until a state is known to have it. */
export function openFor(holder: string | undefined): { readonly holder?: Holder } {
  return holder === undefined ? {} : { holder: { id: holder, since: null } };
}

function stillGoing(kind: 'NodeGroup' | 'Addon', name: string): Refusal {
  const detail = `The ${OBJECT_WORDS[kind]} "${name}" is still being removed: wait until it is gone, then make it again.`;
  return new Refusal('deleting', detail);
}

/** The cluster after a change of its own fields. */
function changedCluster(
  record: ClusterRecord,
  inputs: ClusterInputs,
  { dnsRecords, sites }: Given,
): ClusterRecord {
  const changed = withInputs(fields.Cluster, record, inputs);
  return {
    ...changed,
    host: record.host,
    network: { ...changed.network, dnsRecords },
    sites,
    generation: record.generation + 1,
  };
}

/** The write of a cluster that was read. */
export function clusterWrite(record: ClusterRecord, { revisions }: ClusterAggregate, tenant: string): Write {
  const key = clusterKey(tenant, 'Cluster', record.name);
  return { key, body: record, expect: revisions.of(key) };
}

/** The records of a change. */
export interface Changes {
  readonly writes: readonly Write[];
  /** The object that the request names, as it is after the write. */
  readonly target: ClusterRecord | NodeGroupRecord | AddonRecord;
  /** Uids of the node groups and add-ons that differ. */
  readonly children: readonly string[];
  /** They themselves, as they are after the write. */
  readonly records: readonly (NodeGroupRecord | AddonRecord)[];
}

/**
 * Makes the records.
 * @param operation id of the operation that deletions belong to
 */
export function changesOf(
  order: UpdateOrder,
  difference: Difference,
  operation: string,
  { stamp, uid }: Surroundings,
): Changes {
  const { aggregate, named } = order;
  const { cluster } = aggregate.state;
  const children = childRecords(difference, {
    cluster: cluster.name,
    aggregate,
    stamp,
    operation,
    uid,
    fingerprints: order.childFingerprints,
    defaultManager: named.kind === 'Cluster' ? 'cluster' : 'other',
    holder: named.kind === 'Cluster' ? undefined : stamp.holder,
  });
  const taken = takeovers(order, difference, stamp);
  const changed =
    difference.clusterFields.length > 0
      ? changedCluster(cluster, difference.cluster, order.given)
      : undefined;
  const clusterWrites = changed === undefined ? [] : [clusterWrite(changed, aggregate, stamp.tenant)];
  return {
    writes: [...clusterWrites, ...children.map(({ write }) => write), ...taken.map(({ write }) => write)],
    target: targetOf(named, changed ?? cluster, [...children, ...taken], order),
    children: children.map(({ record }) => record.uid),
    records: children.map(({ record }) => record),
  };
}

function targetOf(
  named: Named,
  cluster: ClusterRecord,
  written: readonly RecordWrite<NodeGroupRecord | AddonRecord>[],
  { aggregate }: UpdateOrder,
): ClusterRecord | NodeGroupRecord | AddonRecord {
  if (named.kind === 'Cluster') return cluster;
  const records = named.kind === 'NodeGroup' ? aggregate.state.nodeGroups : aggregate.state.addons;
  const all = [...written.map(({ record }) => record), ...records];
  const target = all.find((record) => record.name === named.name);
  if (target === undefined) throw new Error(`The plan has no record of ${named.name}.`);
  return target;
}
