// What the loss and the return of a site do to nodes.
import { after } from '../after.ts';
import type { Moment } from '../moment.ts';
import { pickSite } from '../placement.ts';
import { timings } from '../timings.ts';
import type { WorldNode } from '../world.ts';
import { boot } from './startup.ts';

/** Nodes at sites that went down fall silent; those that were only scheduled are scheduled elsewhere. */
export function cutNodes(moment: Moment, sites: readonly string[]): void {
  for (const group of moment.world.groups) {
    for (const node of group.nodes) {
      if (!sites.includes(node.site) || node.phase === 'Deleting') continue;
      const elsewhere = node.phase === 'Scheduling' ? freeSite(moment, group.nodes, group.uid) : undefined;
      if (elsewhere === undefined) cut(moment, node);
      else node.site = elsewhere;
    }
  }
}

function freeSite(moment: Moment, nodes: readonly WorldNode[], uid: string): string | undefined {
  const taken = nodes.map((node) => node.site);
  return pickSite(moment, taken, [], `group/${uid}`);
}

function cut(moment: Moment, node: WorldNode): void {
  node.cut = true;
  delete node.starting;
  const noticed = node.phase === 'Ready' ? timings.nodeUnreachable : timings.nodeGiveUp;
  node.due = after(moment, noticed, node.id);
}

/** Nodes at sites that are back go on: those that served recover, the others begin their phase again. */
export function reconnectNodes(moment: Moment, sites: readonly string[]): void {
  for (const group of moment.world.groups) {
    for (const node of group.nodes) {
      if (node.cut && sites.includes(node.site)) reconnect(moment, node);
    }
  }
}

function reconnect(moment: Moment, node: WorldNode): void {
  delete node.cut;
  delete node.overdue;
  delete node.due;
  if (node.phase === 'Ready' || node.phase === 'NotReady') {
    node.phase = 'NotReady';
    if (node.trouble !== 'Unhealthy') node.due = after(moment, timings.nodeRecover, node.id);
  } else if (node.phase === 'Booting' || node.phase === 'Joining') {
    delete node.trouble;
    boot(moment, node);
  } else if (node.phase === 'Draining') {
    node.due = after(moment, timings.nodeDrain, node.id);
  }
}
