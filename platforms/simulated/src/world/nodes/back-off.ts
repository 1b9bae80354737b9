// Nodes of which none joins are made ever more rarely: else a group that gives them too little time would make and remove
// machines without end, and a world that nobody has looked at for long would have all of that to live through.
import { after, scaled } from '../after.ts';
import type { Moment } from '../moment.ts';
import { timings } from '../timings.ts';
import type { Group, WorldNode } from '../world.ts';

/** So many times they are made at once: chance, or a fault that passes. */
const AT_ONCE = 3;

/** Orders the machine of a new node, now or after a while. */
export function schedule(moment: Moment, group: Group, node: WorldNode): void {
  node.due = after(moment, timings.nodeSchedule, node.id);
  const waitMs = backOffMs(group);
  if (waitMs === 0) return;
  node.trouble = 'BackOff';
  node.due += scaled(moment.rules, waitMs);
}

/** What was given up says nothing of nodes that are made otherwise, or that get another time. */
export function beginAnew(moment: Moment, group: Group): void {
  delete group.failedStarts;
  for (const node of group.nodes) {
    if (node.trouble !== 'BackOff') continue;
    delete node.trouble;
    if (!node.cut) schedule(moment, group, node);
  }
}

/** In milliseconds of the platform. */
function backOffMs({ failedStarts = 0, wanted, nodes }: Group): number {
  const missing = wanted - nodes.filter(({ phase }) => phase === 'Ready').length;
  const times = Math.floor(failedStarts / Math.max(1, missing));
  if (times < AT_ONCE) return 0;
  const [first, longest] = timings.nodeBackOff;
  return Math.min(longest, first * 2 ** (times - AT_ONCE));
}
