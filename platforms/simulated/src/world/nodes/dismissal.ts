// Which nodes of a group go. A thousand may go at once: nodes that are alike are put together, and what is left is counted.
import type { WorldNode } from '../world.ts';
import type { Situation } from './situation.ts';

/**
 * Each time one that is outdated first, then one that is least useful, then the newest of the site with most above its
 * places.
 * @param staying those that are not on their way out
 * @param exchanged those of them that are exchanged now
 */
export function chooseToDismiss(
  situation: Situation,
  staying: readonly WorldNode[],
  exchanged: readonly WorldNode[],
): readonly WorldNode[] {
  const { wanted, unavailable } = situation;
  // At most moments of a group nothing goes, and then nobody has to be weighed.
  if (exchanged.length === 0 && staying.length <= wanted) return [];
  const keptReady = wanted - unavailable;
  const kinds = kindsOf(situation, staying, new Set(exchanged));
  const outdated = kinds.some(({ isCurrent }) => !isCurrent);
  const above = createAbove(situation, staying);
  const dismissed = new Set<WorldNode>();
  let ready = staying.filter(isReady).length;
  const mayGo = (kind: Kind): boolean => {
    if (kind.nodes.length === 0) return false;
    if (staying.length - dismissed.size <= wanted && !kind.isExchanged) return false;
    if (kind.isReady) return ready - 1 >= keptReady;
    // A new node that is not up yet is what the exchange is waiting for.
    return !(outdated && kind.isCurrent);
  };
  for (;;) {
    const kind = firstToLeave(kinds.filter(mayGo), above, dismissed);
    const next = kind?.nodes.pop();
    if (next === undefined) return [...dismissed];
    dismissed.add(next);
    above.leave(next);
    if (isReady(next)) ready -= 1;
  }
}

/** Nodes between which only their age and their name decide. */
interface Kind {
  readonly rank: number;
  readonly site: string;
  readonly isReady: boolean;
  readonly isCurrent: boolean;
  readonly isExchanged: boolean;
  /** The one that goes next is the last. */
  readonly nodes: WorldNode[];
  /** The same nodes as the group has them, the first one last; some have gone. */
  readonly inOrder: { readonly node: WorldNode; readonly index: number }[];
}

function kindsOf(
  situation: Situation,
  staying: readonly WorldNode[],
  exchanged: ReadonlySet<WorldNode>,
): readonly Kind[] {
  const kinds = new Map<string, Kind>();
  staying.forEach((node, index) => {
    const isCurrent = situation.isCurrent(node);
    const rank = (isCurrent ? PHASE_ORDER.length + 1 : 0) + usefulness(node);
    const facts = {
      rank,
      site: node.site,
      isReady: isReady(node),
      isCurrent,
      isExchanged: exchanged.has(node),
    };
    const key = JSON.stringify(facts);
    const kind = kinds.get(key) ?? { ...facts, nodes: [], inOrder: [] };
    kinds.set(key, kind);
    kind.nodes.push(node);
    kind.inOrder.push({ node, index });
  });
  for (const { nodes, inOrder } of kinds.values()) {
    nodes.sort((a, b) => byAge(b, a));
    inOrder.reverse();
  }
  return [...kinds.values()];
}

const PHASE_ORDER = ['Scheduling', 'Booting', 'Joining', 'NotReady', 'Ready', 'Draining', 'Deleting'];

function usefulness(node: WorldNode): number {
  return node.cut ? 0 : 1 + PHASE_ORDER.indexOf(node.phase);
}

/** The newest first, and of one age by name. */
function byAge(a: WorldNode, b: WorldNode): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1);
}

/** The kind of which one goes next. @param able kinds of which one may go */
function firstToLeave(
  able: readonly Kind[],
  above: Above,
  dismissed: ReadonlySet<WorldNode>,
): Kind | undefined {
  if (able.length === 0) return undefined;
  const lowest = Math.min(...able.map(({ rank }) => rank));
  const equals = able.filter(({ rank }) => rank === lowest);
  // Nodes at a lost site rank alike whether they serve or not: the first of them decides what is weighed.
  const [first] = equals.toSorted((a, b) => firstIndex(a, dismissed) - firstIndex(b, dismissed));
  const weight = ({ site }: Kind) => above.at(site, first!.isReady);
  return equals.reduce((a, b) => {
    const order = weight(b) - weight(a) || byAge(a.nodes.at(-1)!, b.nodes.at(-1)!);
    return order <= 0 ? a : b;
  });
}

function firstIndex({ inOrder }: Kind, dismissed: ReadonlySet<WorldNode>): number {
  while (dismissed.has(inOrder.at(-1)!.node)) inOrder.pop();
  return inOrder.at(-1)!.index;
}

interface Above {
  /** How many nodes a site has above its places; what serves is weighed against what serves. */
  at(site: string, onlyReady: boolean): number;
  /** One goes. */
  leave(node: WorldNode): void;
}

function createAbove({ places }: Situation, nodes: readonly WorldNode[]): Above {
  const [every, ready] = [new Map<string, number>(), new Map<string, number>()];
  const add = (counts: Map<string, number>, site: string, by: number) =>
    counts.set(site, (counts.get(site) ?? 0) + by);
  const count = (node: WorldNode, by: number): void => {
    add(every, node.site, by);
    if (isReady(node)) add(ready, node.site, by);
  };
  for (const node of nodes) count(node, 1);
  for (const counts of [every, ready]) for (const site of places) add(counts, site, -1);
  return {
    at: (site, onlyReady) => (onlyReady ? ready : every).get(site) ?? 0,
    leave: (node) => count(node, -1),
  };
}

function isReady({ phase }: WorldNode): boolean {
  return phase === 'Ready';
}
