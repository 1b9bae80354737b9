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
  /** Sites that the nodes belong at, each as often as it shall have one; none for as few at each as may be. */
  readonly places: readonly string[];
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
  const left = new Set(staying);
  let ready = staying.filter(isReady).length;
  const mayGo = (node: WorldNode): boolean => {
    if (left.size <= wanted && !exchanged.includes(node)) return false;
    if (isReady(node)) return ready - 1 >= keptReady;
    // A new node that is not up yet is what the exchange is waiting for.
    return !(outdated && situation.isCurrent(node));
  };
  const dismissed: WorldNode[] = [];
  for (;;) {
    const next = firstToLeave(situation, left, mayGo);
    if (next === undefined) return dismissed;
    left.delete(next);
    if (isReady(next)) ready -= 1;
    dismissed.push(next);
  }
}

const PHASE_ORDER = ['Scheduling', 'Booting', 'Joining', 'NotReady', 'Ready', 'Draining', 'Deleting'];

/** One that is outdated first, then one that is least useful, then the newest of the site with most above its places. */
function firstToLeave(
  situation: Situation,
  nodes: ReadonlySet<WorldNode>,
  mayGo: (node: WorldNode) => boolean,
): WorldNode | undefined {
  const able = [...nodes].filter(mayGo);
  if (able.length === 0) return undefined;
  const lowest = Math.min(...able.map((node) => rankOf(situation, node)));
  const equals = able.filter((node) => rankOf(situation, node) === lowest);
  const above = aboveAt(situation, nodes, isReady(equals[0]!));
  return equals.reduce((a, b) => {
    const order = above(b.site) - above(a.site) || b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1);
    return order <= 0 ? a : b;
  });
}

/** How many nodes a site has above its places; what serves is weighed against what serves. */
function aboveAt({ places }: Situation, nodes: ReadonlySet<WorldNode>, onlyReady: boolean) {
  const counted = new Map<string, number>();
  const add = (site: string, by: number) => counted.set(site, (counted.get(site) ?? 0) + by);
  for (const node of nodes) if (!onlyReady || isReady(node)) add(node.site, 1);
  for (const site of places) add(site, -1);
  return (site: string) => counted.get(site) ?? 0;
}

function isReady({ phase }: WorldNode): boolean {
  return phase === 'Ready';
}

function rankOf(situation: Situation, node: WorldNode): number {
  const current = situation.isCurrent(node) ? PHASE_ORDER.length + 1 : 0;
  return current + (node.cut ? 0 : 1 + PHASE_ORDER.indexOf(node.phase));
}
