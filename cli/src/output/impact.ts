// What a write would do, in sentences.
import type { Impact } from '@hikube/sdk';
import { plain } from './table.ts';

/** Lines for people; the first one says whether anything would happen at all. */
export function impactLines({
  changes,
  nodesRolled,
  nodeGroupsRolled,
  quota,
  warnings,
  deletion,
}: Impact): string[] {
  return [
    ...(changes.length === 0 ? ['nothing changes'] : changes.map(changeLine)),
    ...(nodesRolled === 0
      ? []
      : [`replaces ${count(nodesRolled, 'node')} of ${nodeGroupsRolled.join(', ')}`]),
    ...(deletion === undefined ? [] : deletionLines(deletion)),
    ...quota.map(({ resource, requested, limit }) => `quota ${resource}: ${requested} of ${limit}`),
    ...warnings.map(
      ({ pointer, detail }) => `warning: ${pointer === '' ? '' : `${pointer}: `}${plain(detail)}`,
    ),
  ];
}

const SIGNS: Readonly<Record<string, string>> = { create: '+', update: '~', delete: '-' };

function changeLine({ action, target, fields, rollsNodes }: Impact['changes'][number]): string {
  const what = `${SIGNS[action] ?? action} ${target.kind} ${target.name}`;
  const which = action !== 'update' || fields.length === 0 ? '' : `: ${fields.join(', ')}`;
  return `${what}${which}${rollsNodes ? ' (replaces nodes)' : ''}`;
}

function deletionLines({
  nodeGroups,
  addons,
  volumes,
  kubeconfigs,
  operations,
  stays,
}: NonNullable<Impact['deletion']>) {
  const nodes = nodeGroups.reduce((sum, group) => sum + group.nodes, 0);
  return [
    `deletes ${count(nodeGroups.length, 'node group')} with ${count(nodes, 'node')} and ${count(addons.length, 'add-on')}`,
    ...(volumes === null || volumes.count === 0
      ? []
      : [
          `${volumes.retained ? 'keeps' : 'LOSES'} ${count(volumes.count, 'volume')}, ${volumes.totalSize} in all`,
        ]),
    ...(kubeconfigs.count === 0 ? [] : [`ends ${count(kubeconfigs.count, 'kubeconfig')}`]),
    ...(operations.length === 0 ? [] : [`ends ${count(operations.length, 'operation')}`]),
    ...stays.map(plain),
  ];
}

/** `1 node`, `2 nodes` */
export const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
