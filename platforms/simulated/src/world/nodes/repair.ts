// Which nodes are made anew, and when: as their group says, and as the platform does where it says nothing.
import { mostUnhealthy, startupTimeoutMs } from '@hikube/domain';
import { scaled } from '../after.ts';
import { isApiReady } from '../control-plane/quorum.ts';
import type { Moment } from '../moment.ts';
import { timings } from '../timings.ts';
import type { Group, WorldNode } from '../world.ts';
import { terminate } from './node-phases.ts';

/** Whether a node of the group may be made anew: not while too many are unhealthy, which may have another reason. */
export function mayRepair({ at }: Moment, { healthCheck, nodes }: Group): boolean {
  const most = mostUnhealthy(healthCheck, nodes.length);
  return most === undefined || nodes.filter((node) => isUnhealthy(node, at)).length <= most;
}

function isUnhealthy(node: WorldNode, at: number): boolean {
  return node.phase === 'NotReady' || node.cut === true || isLate(node, at);
}

function isLate({ starting }: WorldNode, at: number): boolean {
  return starting?.until !== undefined && starting.until <= at;
}

/**
 * Gives up nodes that have not joined in time. It is asked after each moment, so that a node which may not be given up
 * when its time is over goes as soon as it may.
 * @returns whether it did anything
 */
export function giveUpLate(moment: Moment): boolean {
  const { world, at } = moment;
  let changed = false;
  for (const group of world.groups) {
    for (const node of group.nodes) noteEnd(moment, group, node);
    const late = group.nodes.filter((node) => isLate(node, at));
    if (late.length === 0 || !isApiReady(world) || !mayRepair(moment, group)) continue;
    for (const node of late) terminate(moment, node);
    group.failedStarts = (group.failedStarts ?? 0) + late.length;
    changed = true;
  }
  return changed;
}

/** Durations are compared as the platform has them: at a high speed all of them are rounded to the same. */
function noteEnd({ rules }: Moment, { healthCheck }: Group, { starting }: WorldNode): void {
  if (starting === undefined) return;
  const [standard] = timings.nodeStartupTimeout;
  const timeout = startupTimeoutMs(healthCheck) ?? standard;
  delete starting.until;
  if ((starting.takes ?? Number.POSITIVE_INFINITY) > timeout)
    starting.until = starting.since + scaled(rules, timeout);
}
