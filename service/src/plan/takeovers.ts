// Children that only change hands: the request mentions them, nothing about them differs, and another tool keeps them
// from now on. That is no change of the desired state, so the generation stays.
import { childKey } from '../model/keys.ts';
import type { AddonRecord, NodeGroupRecord } from '../model/records.ts';
import type { Difference } from './desired/difference.ts';
import type { UpdateOrder } from './order.ts';
import type { Stamp } from './plan.ts';
import type { RecordWrite } from './records.ts';

/** The records that get another manager and nothing else. */
export function takeovers(
  { aggregate, mentioned }: UpdateOrder,
  difference: Difference,
  { manager, tenant }: Stamp,
): readonly RecordWrite<NodeGroupRecord | AddonRecord>[] {
  if (manager === undefined) return [];
  const { state, revisions } = aggregate;
  const take = (
    kind: 'nodeGroup' | 'addon',
    records: readonly (NodeGroupRecord | AddonRecord)[],
    names: readonly string[],
    differing: readonly { readonly name: string }[],
  ) =>
    records
      .filter(
        (record) => names.includes(record.name) && record.manager !== manager && record.deletion === null,
      )
      .filter((record) => !differing.some(({ name }) => name === record.name))
      .map((record) => {
        const key = childKey(tenant, kind, state.cluster.name, record.name);
        const taken = { ...record, manager };
        return { record: taken, write: { key, body: taken, expect: revisions.of(key) } };
      });
  return [
    ...take('nodeGroup', state.nodeGroups, mentioned.nodeGroups, difference.nodeGroups),
    ...take('addon', state.addons, mentioned.addons, difference.addons),
  ];
}
