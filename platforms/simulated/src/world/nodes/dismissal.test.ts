// The choice is made by counting; here it is compared with the same choice, made plainly.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WorldNode } from '../world.ts';
import { chooseToDismiss } from './dismissal.ts';
import { isLeaving } from './node-phases.ts';
import type { Situation } from './situation.ts';

/** The choice in its plain form: all nodes are looked at for each that goes. */
function plainly(
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

const isReady = ({ phase }: WorldNode) => phase === 'Ready';

function rankOf(situation: Situation, node: WorldNode): number {
  const current = situation.isCurrent(node) ? PHASE_ORDER.length + 1 : 0;
  return current + (node.cut ? 0 : 1 + PHASE_ORDER.indexOf(node.phase));
}

const anyNode = fc.record({
  site: fc.constantFrom('geneva', 'gland', 'lucerne'),
  phase: fc.constantFrom('Scheduling', 'Booting', 'Joining', 'NotReady', 'Ready', 'Draining', 'Deleting'),
  template: fc.constantFrom(1, 2, 3),
  createdAt: fc.nat(4),
  cut: fc.boolean(),
});

const anySituation = fc
  .record({
    some: fc.array(anyNode, { maxLength: 24 }),
    wanted: fc.nat(16),
    surge: fc.nat(3),
    unavailable: fc.nat(5),
    held: fc.boolean(),
    places: fc.array(fc.constantFrom('geneva', 'gland', 'lucerne'), { maxLength: 16 }),
    order: fc.integer(),
  })
  .map(({ some, held, order, ...more }): Situation => {
    const nodes = some.map((node, index): WorldNode => {
      const { cut, ...rest } = node;
      // Names stand in another order than the nodes.
      const id = `node${(index * 7 + Math.abs(order % 29)) % 29}`;
      return { ...rest, id, version: '1.34.4', ...(cut && { cut }) };
    });
    const isCurrent = ({ template }: WorldNode) => template === 3;
    return { ...more, nodes, isCurrent, mayBegin: ({ template }) => template === 1 || !held };
  });

/** The two lists that the choice is made from. */
function parts(situation: Situation) {
  const staying = situation.nodes.filter((node) => !isLeaving(node));
  const exchanged = staying.filter((node) => !situation.isCurrent(node) && situation.mayBegin(node));
  return [staying, exchanged] as const;
}

test('it is the plain choice, in the same order', () => {
  fc.assert(
    fc.property(anySituation, (situation) => {
      const [staying, exchanged] = parts(situation);
      const ids = (nodes: readonly WorldNode[]) => nodes.map(({ id }) => id);
      expect(ids(chooseToDismiss(situation, staying, exchanged))).toEqual(
        ids(plainly(situation, staying, exchanged)),
      );
    }),
    { numRuns: 5000 },
  );
});

test('looks at each node a few times, however many go', () => {
  let looks = 0;
  const nodes = Array.from({ length: 1000 }, (_, index): WorldNode => {
    const site = ['geneva', 'gland', 'lucerne'][index % 3]!;
    return { id: `n${index}`, site, phase: 'Ready', template: 1, version: '1.34.4', createdAt: index };
  });
  const isCurrent = ({ template }: WorldNode) => {
    looks += 1;
    return template === 2;
  };
  const situation = {
    nodes,
    isCurrent,
    mayBegin: () => true,
    wanted: 0,
    surge: 1,
    unavailable: 0,
    places: [],
  };
  const [staying, exchanged] = parts(situation);
  looks = 0;
  expect(chooseToDismiss(situation, staying, exchanged)).toHaveLength(1000);
  expect(looks).toBeLessThanOrEqual(4 * nodes.length);
});

test('looks at no node while none may go', () => {
  let looks = 0;
  const node = (index: number): WorldNode => ({
    id: `n${index}`,
    site: 'geneva',
    phase: 'Ready',
    template: 1,
    version: '1.34.4',
    createdAt: index,
  });
  const nodes = Array.from({ length: 1000 }, (_, index) => node(index));
  const isCurrent = () => {
    looks += 1;
    return true;
  };
  const situation = {
    nodes,
    isCurrent,
    mayBegin: () => true,
    wanted: 1000,
    surge: 1,
    unavailable: 0,
    places: [],
  };
  expect(chooseToDismiss(situation, nodes, [])).toEqual([]);
  expect(looks).toBe(0);
});
