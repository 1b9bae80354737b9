// The life of one node: Scheduling → Booting → Joining → Ready → Draining → Terminating → gone.
import { after } from '../after.ts';
import { isApiReady } from '../control-plane/quorum.ts';
import type { Moment } from '../moment.ts';
import { strike } from '../strike.ts';
import { timings } from '../timings.ts';
import type { Group, WorldNode } from '../world.ts';
import { beginAnew } from './back-off.ts';
import { boot, join, neverJoin } from './startup.ts';
import { canPlace } from './stock.ts';

/** It is on its way out and never comes back. */
export function isLeaving(node: WorldNode): boolean {
  return node.phase === 'Draining' || node.phase === 'Deleting';
}

/** Ends the phases of nodes that are due. */
export function endNodePhases(moment: Moment): void {
  for (const group of moment.world.groups) {
    let gone = false;
    for (const node of group.nodes) {
      if (node.due === undefined || node.due > moment.at) continue;
      delete node.due;
      if (node.phase === 'Deleting') gone = true;
      else endPhase(moment, group, node);
    }
    if (gone) {
      group.nodes = group.nodes.filter((node) => node.phase !== 'Deleting' || node.due !== undefined);
    }
  }
}

function endPhase(moment: Moment, group: Group, node: WorldNode): void {
  if (node.cut) endCutPhase(moment, node);
  else if (node.phase === 'Scheduling') place(moment, group, node);
  else if (node.phase === 'Booting') beginJoining(moment, group, node);
  else if (node.phase === 'Joining') endJoining(moment, group, node);
  else if (node.phase === 'NotReady') node.phase = 'Ready';
  else if (node.phase === 'Draining') terminate(moment, node);
}

/** The cluster notices first that a node is silent, and gives it up later. */
function endCutPhase(moment: Moment, node: WorldNode): void {
  if (node.phase === 'Ready') {
    node.phase = 'NotReady';
    node.due = after(moment, timings.nodeGiveUp, node.id);
  } else {
    node.overdue = true;
  }
}

/** Gives a scheduled node its machine, or leaves it waiting for GPUs. */
export function place(moment: Moment, group: Group, node: WorldNode): boolean {
  if (!canPlace(moment, group, node)) {
    node.trouble = 'OutOfStock';
    return false;
  }
  delete node.trouble;
  boot(moment, node, strike(moment, 'NodeSlow', group.name)?.ms);
  return true;
}

function beginJoining(moment: Moment, group: Group, node: WorldNode): void {
  node.phase = 'Joining';
  if (strike(moment, 'NodeNeverJoins', group.name) === undefined) join(moment, node);
  else neverJoin(moment, node);
}

function endJoining(moment: Moment, group: Group, node: WorldNode): void {
  delete node.starting;
  // In a world that was kept before it was noted how a node starts, this one had a time to be given up.
  if (node.trouble === 'NeverJoins') neverJoin(moment, node);
  else if (isApiReady(moment.world)) {
    node.phase = 'Ready';
    beginAnew(moment, group);
  }
}

/** Lets nodes go on that waited for an API server or for GPUs. @returns whether one did */
export function resumeNodes(moment: Moment): boolean {
  const apiReady = isApiReady(moment.world);
  let resumed = false;
  for (const group of moment.world.groups) {
    for (const node of group.nodes) {
      if (node.due !== undefined || node.cut || node.trouble === 'NeverJoins') continue;
      if (node.phase === 'Joining' && apiReady) resumed = join(moment, node) || resumed;
      else if (node.phase === 'Scheduling') resumed = place(moment, group, node) || resumed;
    }
  }
  return resumed;
}

/** Begins the way out of a node: it is drained if pods can be on it, and else removed at once. */
export function dismiss(moment: Moment, group: Group, node: WorldNode): void {
  const mayHavePods = node.phase === 'Ready' || node.phase === 'NotReady';
  if (!mayHavePods || node.cut || node.trouble === 'Unhealthy') {
    terminate(moment, node);
    return;
  }
  node.phase = 'Draining';
  const stuck = strike(moment, 'DrainStuck', group.name) !== undefined;
  if (stuck) node.trouble = 'DrainStuck';
  node.due = after(moment, stuck ? timings.nodeDrainTimeout : timings.nodeDrain, node.id);
}

/** Shuts the machine down. A machine at a lost site goes as well: its record is deleted by force. */
export function terminate(moment: Moment, node: WorldNode): void {
  delete node.trouble;
  delete node.cut;
  delete node.overdue;
  delete node.starting;
  node.phase = 'Deleting';
  node.due = after(moment, timings.nodeTerminate, node.id);
}
