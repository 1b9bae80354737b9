// Which nodes are made anew, and when: as their group says, and as the platform does where it says nothing.
import { mostUnhealthy, startupTimeoutMs } from '@hikube/domain';
import { after, scaled } from '../after.ts';
import type { Moment } from '../moment.ts';
import { timings } from '../timings.ts';
import type { Group, WorldNode } from '../world.ts';

/** Whether a node of the group may be made anew: not while too many are unhealthy, which may have another reason. */
export function mayRepair({ healthCheck, nodes }: Group): boolean {
  const most = mostUnhealthy(healthCheck, nodes.length);
  return most === undefined || nodes.filter(isUnhealthy).length <= most;
}

function isUnhealthy({ phase, cut, trouble }: WorldNode): boolean {
  return phase === 'NotReady' || cut === true || trouble === 'NeverJoins';
}

/** When a node that begins to join now is given up. */
export function startupEnds(moment: Moment, { healthCheck }: Group, node: WorldNode): number {
  const ms = startupTimeoutMs(healthCheck);
  return ms === undefined
    ? after(moment, timings.nodeStartupTimeout, node.id)
    : moment.at + scaled(moment.rules, ms);
}
