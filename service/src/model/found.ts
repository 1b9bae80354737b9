// Whether records still say what the platform said when they were made from it. While they do, nobody has asked for
// anything here, and nothing is written there.
import { canonicalJson } from '@hikube/domain';
import { digestOf } from '../crypto.ts';
import type { FoundCluster } from '../platform/found.ts';
import type { ClusterState } from './aggregate.ts';

/** The parts of a state that people and tools write. */
export type Written = Pick<ClusterState, 'cluster' | 'nodeGroups' | 'addons' | 'operations'>;

/** A mark of the records of a cluster: another one as soon as one of them is another. */
export function foundMark({ cluster, nodeGroups, addons, operations }: Written): Promise<string> {
  const { found: _found, ...record } = cluster;
  const open = operations.map(({ id }) => id).sort();
  return digestOf(canonicalJson([record, byName(nodeGroups), byName(addons), open]) ?? '');
}

function byName<Named extends { readonly name: string }>(parts: readonly Named[]): readonly Named[] {
  return [...parts].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether they are as they were found. */
export async function isAsFound(state: Written): Promise<boolean> {
  return state.cluster.found !== undefined && state.cluster.found.records === (await foundMark(state));
}

/** A mark of what the platform tells of a cluster. Values that may be secret are not in it. */
export function toldMark({ desired, deleting, managed }: FoundCluster): Promise<string> {
  const addons = desired.addons.map(({ values, ...addon }) => (managed ? addon : { ...addon, values }));
  return digestOf(canonicalJson([{ ...desired, addons }, deleting === true]) ?? '');
}
