// How a group gets from the nodes it has to the nodes it wants: how many to make, and which to dismiss.
import type { WorldNode } from '../world.ts';
import { isLeaving } from './node-phases.ts';

/** What decides about the nodes of a group at one moment. */
export interface Situation {
  readonly nodes: readonly WorldNode[];
  readonly wanted: number;
  /** Carries the present settings and version, and nobody asked for its replacement. */
  isCurrent(node: WorldNode): boolean;
  /** Of those that are not current: may be exchanged now. */
  mayBegin(node: WorldNode): boolean;
  /** Nodes that may exist above the wanted number while some are exchanged. */
  readonly surge: number;
  /** Nodes that may be missing from the wanted number while some are exchanged. */
  readonly unavailable: number;
}

/** The next steps. Taking them and asking again leads to exactly the wanted nodes. */
export interface Steps {
  readonly create: number;
  readonly dismiss: readonly WorldNode[];
}

/** Decides. With nothing to exchange it only adds or removes. */
export function nextSteps(situation: Situation): Steps {
  const { nodes, wanted, surge } = situation;
  const staying = nodes.filter((node) => !isLeaving(node));
  const exchanged = staying.filter((node) => !situation.isCurrent(node) && situation.mayBegin(node));
  const dismiss = chooseToDismiss(situation, staying, exchanged);
  const lacking = wanted - (staying.length - exchanged.length);
  const isExchange =
    exchanged.length > 0 || nodes.some((node) => isLeaving(node) && !situation.isCurrent(node));
  // During an exchange nodes on their way out still take room: counting them keeps the total within the surge.
  const room = isExchange ? wanted + surge - nodes.length : lacking;
  return { create: Math.max(0, Math.min(room, lacking)), dismiss };
}

function chooseToDismiss(
  situation: Situation,
  staying: readonly WorldNode[],
  exchanged: readonly WorldNode[],
): readonly WorldNode[] {
  const { wanted, unavailable } = situation;
  const keptReady = wanted - unavailable;
  const outdated = staying.some((node) => !situation.isCurrent(node));
  let ready = staying.filter((node) => node.phase === 'Ready').length;
  let surplus = staying.length - wanted;
  const dismissed: WorldNode[] = [];
  for (const node of leavingOrder(situation, staying)) {
    const exchange = exchanged.includes(node);
    if (surplus <= 0 && !exchange) continue;
    if (node.phase === 'Ready') {
      if (ready - 1 < keptReady) continue;
      ready -= 1;
    } else if (outdated && situation.isCurrent(node)) {
      // A new node that is not up yet is what the exchange is waiting for.
      continue;
    }
    surplus -= 1;
    dismissed.push(node);
  }
  return dismissed;
}

const PHASE_ORDER = ['Scheduling', 'Booting', 'Joining', 'NotReady', 'Ready', 'Draining', 'Deleting'];

/** Those that are outdated first, then those that are least useful, then the newest of the fullest site. */
function leavingOrder(situation: Situation, nodes: readonly WorldNode[]): readonly WorldNode[] {
  const perSite = new Map<string, number>();
  for (const { site } of nodes) perSite.set(site, (perSite.get(site) ?? 0) + 1);
  const rank = new Map(nodes.map((node) => [node, rankOf(situation, node)]));
  return [...nodes].sort(
    (a, b) =>
      rank.get(a)! - rank.get(b)! ||
      perSite.get(b.site)! - perSite.get(a.site)! ||
      b.createdAt - a.createdAt ||
      (a.id < b.id ? -1 : 1),
  );
}

function rankOf(situation: Situation, node: WorldNode): number {
  const current = situation.isCurrent(node) ? PHASE_ORDER.length + 1 : 0;
  return current + (node.cut ? 0 : 1 + PHASE_ORDER.indexOf(node.phase));
}
