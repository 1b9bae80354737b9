// What a difference comes to as records: the cluster and what is in it.
import type { AddonRecord, ClusterRecord, NodeGroupRecord } from '../model/records.ts';
import type { Write } from '../store/store.ts';
import type { Difference } from './desired/difference.ts';
import type { Surroundings } from './ground.ts';
import type { Named, UpdateOrder } from './order.ts';
import { changedCluster, childRecords, clusterWrite, type RecordWrite } from './records.ts';
import { takeovers } from './takeovers.ts';

/** The records of a change. */
export interface Changes {
  readonly writes: readonly Write[];
  /** The object that the request names, as it is after the write. */
  readonly target: ClusterRecord | NodeGroupRecord | AddonRecord;
  /** Uids of the node groups and add-ons that differ. */
  readonly children: readonly string[];
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
    defaultManager: named.kind === 'cluster' ? 'cluster' : 'other',
    holder: named.kind === 'cluster' ? undefined : stamp.holder,
  });
  const taken = takeovers(order, difference, stamp);
  const changed =
    difference.clusterFields.length > 0
      ? changedCluster(cluster, difference.cluster, order.dnsRecords)
      : undefined;
  const clusterWrites = changed === undefined ? [] : [clusterWrite(changed, aggregate, stamp.tenant)];
  return {
    writes: [...clusterWrites, ...children.map(({ write }) => write), ...taken.map(({ write }) => write)],
    target: targetOf(named, changed ?? cluster, [...children, ...taken], order),
    children: children.map(({ record }) => record.uid),
  };
}

function targetOf(
  named: Named,
  cluster: ClusterRecord,
  written: readonly RecordWrite<NodeGroupRecord | AddonRecord>[],
  { aggregate }: UpdateOrder,
): ClusterRecord | NodeGroupRecord | AddonRecord {
  if (named.kind === 'cluster') return cluster;
  const records = named.kind === 'nodeGroup' ? aggregate.state.nodeGroups : aggregate.state.addons;
  const all = [...written.map(({ record }) => record), ...records];
  const target = all.find((record) => record.name === named.name);
  if (target === undefined) throw new Error(`The plan has no record of ${named.name}.`);
  return target;
}
