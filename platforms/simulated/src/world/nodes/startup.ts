// How a node starts, and how long it takes: both are known as soon as they begin, so that it is known whether it is late.
import { lasting, scaled } from '../after.ts';
import { isApiReady } from '../control-plane/quorum.ts';
import type { Moment } from '../moment.ts';
import { timings } from '../timings.ts';
import type { WorldNode } from '../world.ts';

/** Boots the machine. @param longerMs what a fault adds */
export function boot(moment: Moment, node: WorldNode, longerMs = 0): void {
  const ms = lasting(moment, timings.nodeBoot, node.id);
  node.phase = 'Booting';
  node.due = moment.at + scaled(moment.rules, ms) + (longerMs === 0 ? 0 : scaled(moment.rules, longerMs));
  node.starting = { since: moment.at, takes: ms + longerMs };
}

/** Joining needs an API server; without one the node waits, and begins again when there is one. */
export function join(moment: Moment, node: WorldNode): boolean {
  if (!isApiReady(moment.world)) {
    delete node.starting;
    return false;
  }
  const ms = lasting(moment, timings.nodeJoin, node.id);
  const { since, takes = 0 } = node.starting ?? { since: moment.at };
  node.due = moment.at + scaled(moment.rules, ms);
  node.starting = { since, takes: takes + ms };
  return true;
}

/** Its kubelet never registers. */
export function neverJoin(moment: Moment, node: WorldNode): void {
  node.trouble = 'NeverJoins';
  node.starting = { since: node.starting?.since ?? node.since?.at ?? moment.at };
}
