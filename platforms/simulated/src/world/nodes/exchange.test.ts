import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorldNode } from '../world.ts';
import { nextSteps } from './exchange.ts';
import { isLeaving } from './node-phases.ts';
import type { Situation } from './situation.ts';

let made = 0;

/** Nodes from a short text: R ready, B booting, N not ready, D draining; a small letter is an outdated node. */
function nodes(text: string): WorldNode[] {
  const phases = { r: 'Ready', b: 'Booting', n: 'NotReady', d: 'Draining' } as const;
  return [...text].map((letter) => {
    made += 1;
    const isOld = letter === letter.toLowerCase();
    const phase = phases[letter.toLowerCase() as keyof typeof phases];
    return {
      id: `node${made}`,
      site: 'geneva',
      phase,
      template: isOld ? 1 : 2,
      version: '1.34.4',
      createdAt: made,
    };
  });
}

function situation(text: string, wanted: number, more: Partial<Situation> = {}): Situation {
  return {
    nodes: nodes(text),
    wanted,
    isCurrent: (node) => node.template === 2,
    mayBegin: () => true,
    surge: 1,
    unavailable: 0,
    places: [],
    ...more,
  };
}

/** How many nodes are made, and which letters go. */
function stepsOf(present: Situation): string {
  const { create, dismiss } = nextSteps(present);
  const letters = dismiss.map((node) => {
    const letter = node.phase[0]!;
    return node.template === 1 ? letter.toLowerCase() : letter;
  });
  return `+${create} -${letters.sort().join('')}`;
}

describe('without anything outdated', () => {
  it.each([
    ['', 3, '+3 -'],
    ['R', 3, '+2 -'],
    ['RRR', 3, '+0 -'],
    ['RRR', 1, '+0 -RR'],
    ['RRR', 0, '+0 -RRR'],
    // What is least useful goes first.
    ['RRRBB', 3, '+0 -BB'],
    ['RRNB', 2, '+0 -BN'],
    // Nodes on their way out are no nodes any more.
    ['RRDD', 2, '+0 -'],
    ['RDD', 2, '+1 -'],
  ])('%j with %i wanted: %s', (text, wanted, expected) => {
    expect(stepsOf(situation(text, wanted))).toBe(expected);
  });
});

describe('an exchange', () => {
  it.each([
    // Surge first, then drain.
    ['rrr', 3, 1, 0, '+1 -'],
    ['rrrB', 3, 1, 0, '+0 -'],
    ['rrrR', 3, 1, 0, '+0 -r'],
    ['rrdR', 3, 1, 0, '+0 -'],
    ['rrR', 3, 1, 0, '+1 -'],
    ['rrr', 3, 2, 0, '+2 -'],
    ['rrr', 3, 9, 0, '+3 -'],
    // Drain first.
    ['rrr', 3, 0, 1, '+0 -r'],
    ['rrd', 3, 0, 1, '+0 -'],
    ['rr', 3, 0, 1, '+1 -'],
    ['RRd', 3, 0, 1, '+0 -'],
    ['rrB', 3, 0, 1, '+0 -'],
    // Both.
    ['rrrr', 4, 1, 1, '+1 -r'],
    // What is outdated and serves nobody goes at once.
    ['bbb', 3, 1, 0, '+1 -bbb'],
    ['rrn', 3, 1, 0, '+1 -n'],
    // The group grows and shrinks meanwhile.
    ['rr', 4, 1, 0, '+3 -'],
    ['rrrR', 1, 1, 0, '+0 -rrr'],
    ['r', 0, 1, 0, '+0 -r'],
  ])('%j with %i wanted, surge %i, unavailable %i: %s', (text, wanted, surge, unavailable, expected) => {
    expect(stepsOf(situation(text, wanted, { surge, unavailable }))).toBe(expected);
  });
});

describe('an exchange that is held', () => {
  const held = { mayBegin: () => false };

  it.each([
    ['rrr', 3, '+0 -'],
    // The one in hand is finished: it waits for the new node, then the old one goes.
    ['rrrB', 3, '+0 -'],
    ['rrrR', 3, '+0 -r'],
    ['rrd', 3, '+1 -'],
    // The autoscaler goes on.
    ['rrr', 5, '+2 -'],
    ['rrr', 2, '+0 -r'],
  ])('%j with %i wanted: %s', (text, wanted, expected) => {
    expect(stepsOf(situation(text, wanted, held))).toBe(expected);
  });
});

describe('among equals', () => {
  it('the newest of the fullest site goes', () => {
    const present = situation('RRRR', 3);
    const sites = ['geneva', 'gland', 'gland', 'lucerne'];
    present.nodes.forEach((node, index) => {
      node.site = sites[index]!;
    });
    expect(nextSteps(present).dismiss).toEqual([present.nodes[2]]);
  });

  it('a node at a lost site goes first', () => {
    const present = situation('RRR', 2);
    present.nodes[0]!.cut = true;
    expect(nextSteps(present).dismiss).toEqual([present.nodes[0]]);
  });
});

describe('in every situation', () => {
  const anySituation = fc
    .record({
      text: fc.array(fc.constantFrom('R', 'B', 'N', 'D', 'r', 'b', 'n', 'd'), { maxLength: 12 }),
      wanted: fc.nat(8),
      surge: fc.nat(3),
      unavailable: fc.nat(3),
      held: fc.boolean(),
    })
    .map(({ text, wanted, surge, unavailable, held }) =>
      situation(text.join(''), wanted, { surge, unavailable, mayBegin: () => !held }),
    );

  it('no ready node goes below what must stay ready', () => {
    fc.assert(
      fc.property(anySituation, (present) => {
        const { dismiss } = nextSteps(present);
        const ready = present.nodes.filter(({ phase }) => phase === 'Ready').length;
        const leaving = dismiss.filter(({ phase }) => phase === 'Ready').length;
        if (leaving > 0) expect(ready - leaving).toBeGreaterThanOrEqual(present.wanted - present.unavailable);
      }),
      { numRuns: 2000 },
    );
  });

  it('an exchange makes no node beyond the surge', () => {
    fc.assert(
      fc.property(anySituation, (present) => {
        const { create } = nextSteps(present);
        const isExchange = present.nodes.some(
          (node) => !isLeaving(node) && !present.isCurrent(node) && present.mayBegin(node),
        );
        if (!isExchange || create === 0) return;
        expect(present.nodes.length + create).toBeLessThanOrEqual(present.wanted + present.surge);
      }),
      { numRuns: 2000 },
    );
  });

  it('nobody who is already leaving is sent away again', () => {
    fc.assert(
      fc.property(anySituation, (present) => {
        expect(nextSteps(present).dismiss.some(isLeaving)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});
