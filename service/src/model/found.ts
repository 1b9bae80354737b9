// Whether records still say what the platform said when they were made from it. While they do, nobody has asked for
// anything here, and nothing is written there.
import { canonicalJson } from '@hikube/domain';
import { digestOf } from '../crypto.ts';
import type { FoundCluster } from '../platform/found.ts';
import type { ClusterState } from './aggregate.ts';
import type { CreatedBy, Holder } from './records.ts';

/** The parts of a state that people and tools write. */
export type Written = Pick<ClusterState, 'cluster' | 'nodeGroups' | 'addons'>;

/** A mark of the records of a cluster: another one as soon as one of them is another. */
export function foundMark({ cluster, nodeGroups, addons }: Written): Promise<string> {
  const { found: _found, ...record } = withoutHold(cluster);
  return digestOf(
    canonicalJson([record, byName(nodeGroups.map(withoutHold)), byName(addons.map(withoutHold))]) ?? '',
  );
}

/** Who keeps what nobody has made here is no reason to write to it: whoever imports a cluster changes nothing. */
function withoutHold<Record extends { readonly createdBy: CreatedBy; readonly holder?: Holder }>(
  record: Record,
): Record {
  if (record.createdBy.token !== '') return record;
  const { holder: _holder, ...rest } = record;
  return rest as Record;
}

function byName<Named extends { readonly name: string }>(parts: readonly Named[]): readonly Named[] {
  return [...parts].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether they are as they were found. */
export async function isAsFound(state: Written): Promise<boolean> {
  return state.cluster.found !== undefined && state.cluster.found.records === (await foundMark(state));
}

/** A mark of what the platform tells of a cluster. Values that may be secret are not in it. */
export function toldMark({ desired: told, deleting, managed }: FoundCluster): Promise<string> {
  const { work: _work, ...desired } = told;
  const addons = desired.addons.map(({ values, ...addon }) => (managed ? addon : { ...addon, values }));
  return digestOf(canonicalJson([{ ...desired, addons }, deleting === true]) ?? '');
}
