// The autoscaler: it looks at fixed intervals, grows at once and shrinks after a while of idleness.
import { scaled } from '../after.ts';
import { isApiReady } from '../control-plane/quorum.ts';
import type { Moment } from '../moment.ts';
import { timings } from '../timings.ts';
import type { Group } from '../world.ts';
import { type Need, needsOf } from './needs.ts';

/** Looks at the groups that are due. */
export function scan(moment: Moment): void {
  const { world, at } = moment;
  if (!world.groups.some((group) => isScanDue(group, at))) return;
  const needs = needsOf(world);
  for (const group of world.groups) {
    if (!isScanDue(group, at)) continue;
    delete group.scanAt;
    const need = needs.get(group.uid);
    if (need !== undefined && isApiReady(world)) decide(moment, group, need);
  }
}

function isScanDue(group: Group, at: number): boolean {
  return group.scanAt !== undefined && group.scanAt <= at;
}

function decide(moment: Moment, group: Group, need: Need): void {
  const { world, rules, at } = moment;
  const bounds = world.desired.nodeGroups.find((desired) => desired.uid === group.uid)!;
  if (need.nodes >= group.wanted) {
    group.wanted = need.nodes;
    delete group.unneededSince;
    return;
  }
  // A lowered maximum holds at once; everything else waits, so that a short dip does not cost a node.
  group.wanted = Math.min(group.wanted, bounds.maxReplicas);
  group.unneededSince ??= at;
  const idle = scaled(rules, timings.autoscalerIdle[0]);
  if (group.wanted > need.nodes && at - group.unneededSince < idle) return;
  group.wanted = need.nodes;
  delete group.unneededSince;
}

/** Plans the next look of each group where it could change something. @returns whether it planned one */
export function planScans(moment: Moment): boolean {
  const { world } = moment;
  if (!isApiReady(world)) return false;
  const needs = needsOf(world);
  let planned = false;
  for (const group of world.groups) {
    const need = needs.get(group.uid);
    if (group.scanAt !== undefined || group.removing || need === undefined) continue;
    if (need.nodes === group.wanted && group.unneededSince === undefined) continue;
    group.scanAt = nextScan(moment);
    planned = true;
  }
  return planned;
}

/** The next of the looks that began with the cluster; always in the future. */
function nextScan({ world, rules, at }: Moment): number {
  const interval = scaled(rules, timings.autoscalerScan[0]);
  return world.createdAt + (Math.floor((at - world.createdAt) / interval) + 1) * interval;
}
