// A node that falls silent although its site is up: it stays NotReady until somebody replaces it.
import { after } from '../after.ts';
import type { Moment } from '../moment.ts';
import { timings } from '../timings.ts';
import { nodeName, type WorldNode } from '../world.ts';

/** @returns false when there is no such node, or none that serves */
export function setNodeHealth(moment: Moment, name: string, healthy: boolean): boolean {
  const { world } = moment;
  for (const group of world.groups) {
    const node = group.nodes.find((each) => nodeName(world, group, each) === name);
    if (node === undefined || (node.phase !== 'Ready' && node.phase !== 'NotReady')) continue;
    if (healthy) recover(moment, node);
    else fallSilent(node);
    return true;
  }
  return false;
}

function fallSilent(node: WorldNode): void {
  node.trouble = 'Unhealthy';
  node.phase = 'NotReady';
  if (!node.cut) delete node.due;
}

function recover(moment: Moment, node: WorldNode): void {
  if (node.trouble !== 'Unhealthy') return;
  delete node.trouble;
  if (!node.cut) node.due = after(moment, timings.nodeRecover, node.id);
}
