// What nodes were made from, where that is not what is wanted now. A node does not show all of it, its disk for one, so that
// those that were there when their group changed are remembered until they are gone.
import { normaliseQuantity } from '@hikube/domain';
import type { DesiredCluster, DesiredNodeGroup } from '@hikube/service/platform';
import type { OwnRecord } from './record.ts';

/** Uids of nodes, by what they were made from. */
export type Carried = Readonly<Record<string, readonly string[]>>;

/** Uids of nodes that the last look has seen, by the name of their group. */
export type NodesSeen = ReadonlyMap<string, readonly string[]>;

/**
 * What a machine of a group is made from, whatever the spelling; another one exchanges it. A storage class and the kubelet
 * are not in it: whether another text of them comes to other machines depends on the release, and on what it takes by itself.
 */
export function templateOf({ instanceType, resources, diskSize, roles, gpus }: DesiredNodeGroup): string {
  const amount = (text: string): string => normaliseQuantity(text) ?? text;
  const size = resources === undefined ? instanceType : [amount(resources.cpu), amount(resources.memory)];
  return JSON.stringify([size, amount(diskSize), [...roles].sort(), [...gpus].sort()]);
}

/** Whether a node was made from what its group wants now, as far as that is known. */
export function isOfTemplate(carried: Carried, uid: string, group: DesiredNodeGroup): boolean {
  const made = Object.entries(carried).find(([, uids]) => uids.includes(uid));
  return made === undefined || made[0] === templateOf(group);
}

/** What has to be remembered after the next write. @param seen undefined when nobody has looked here */
export function carriedAfter(
  before: {
    readonly wish: Pick<DesiredCluster, 'nodeGroups'>;
    readonly record: Pick<OwnRecord, 'carried'> | undefined;
  },
  desired: Pick<DesiredCluster, 'nodeGroups'>,
  seen: NodesSeen | undefined,
): Carried {
  const known = before.record?.carried ?? {};
  const there = seen === undefined ? undefined : new Set([...seen.values()].flat());
  const isThere = (uid: string): boolean => there?.has(uid) !== false;
  const listed = new Set(Object.values(known).flat());
  const next = new Map(Object.entries(known).map(([template, uids]) => [template, uids.filter(isThere)]));
  for (const group of before.wish.nodeGroups) {
    const wanted = desired.nodeGroups.find(({ uid }) => uid === group.uid);
    const template = templateOf(group);
    if (wanted === undefined || templateOf(wanted) === template) continue;
    const own = (seen?.get(group.name) ?? []).filter((uid) => !listed.has(uid));
    next.set(template, [...(next.get(template) ?? []), ...own]);
  }
  return Object.fromEntries([...next].filter(([, uids]) => uids.length > 0));
}
