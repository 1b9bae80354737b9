import type { DesiredNodeGroup } from '@hikube/service/platform';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Demand } from '../../simulation.ts';
import { cluster, group } from '../../testing/desired.ts';
import { HOUR, MINUTE, rulesWith, SECOND, Simulation } from '../../testing/simulation.ts';

const GPU = 'nvidia.com/H100_94GB';

function settled(changes: Partial<DesiredNodeGroup>, seed = 'test'): Simulation {
  const web = group('web', { minReplicas: 1, maxReplicas: 10, ...changes });
  // A second group keeps the cluster's own pods, so that the first one may be empty.
  const simulation = new Simulation(cluster({ nodeGroups: [web, group('base')] }), rulesWith({ seed }));
  simulation.settle();
  return simulation;
}

function wanted(simulation: Simulation): number {
  return simulation.see().nodeGroups.find(({ name }) => name === 'web')!.wanted;
}

function count(simulation: Simulation): number {
  return simulation.see().nodeGroups.find(({ name }) => name === 'web')!.nodes.length;
}

// Three pods of one CPU fit on an s1.large: it has four CPUs, of which 400m are reserved.
const pods = (number: number): Demand => ({ pods: number, cpu: '1' });

describe('growing', () => {
  it.each([
    [0, 1],
    [3, 1],
    [4, 2],
    [12, 4],
    [30, 10],
    [300, 10],
  ])('for %i pods, %i nodes', (number, expected) => {
    const simulation = settled({});
    simulation.demand('web', pods(number));
    simulation.settle();
    expect(wanted(simulation)).toBe(expected);
    expect(count(simulation)).toBe(expected);
  });

  it('is decided within one scan of 25 seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 * MINUTE }), fc.nat(100), (delay, seed) => {
        const simulation = settled({}, String(seed));
        simulation.advance(delay);
        simulation.demand('web', pods(9));
        simulation.advance(25 * SECOND);
        expect(wanted(simulation)).toBe(3);
      }),
      { numRuns: 100 },
    );
  });

  it('says when the maximum is in the way', () => {
    const simulation = settled({ maxReplicas: 2 });
    const atMax = () => simulation.see().nodeGroups.find(({ name }) => name === 'web')!.atMax;
    simulation.demand('web', pods(6));
    simulation.settle();
    expect([wanted(simulation), atMax()]).toEqual([2, false]);
    simulation.demand('web', pods(7));
    simulation.settle();
    expect([wanted(simulation), atMax()]).toEqual([2, true]);
  });

  it('does nothing for pods that fit on no node', () => {
    const simulation = settled({});
    simulation.demand('web', { pods: 5, cpu: '16' });
    simulation.settle();
    expect(wanted(simulation)).toBe(1);
  });
});

describe('shrinking', () => {
  it('waits until a node was idle for 30 seconds', () => {
    const simulation = settled({});
    simulation.demand('web', pods(9));
    simulation.settle();
    simulation.demand('web', pods(3));
    simulation.advance(30 * SECOND);
    expect(wanted(simulation)).toBe(3);
    simulation.advance(50 * SECOND);
    expect(wanted(simulation)).toBe(1);
  });

  it('does not follow a dip that is shorter than that', () => {
    const simulation = settled({});
    simulation.demand('web', pods(9));
    simulation.settle();
    simulation.demand('web', pods(3));
    simulation.advance(29 * SECOND);
    simulation.demand('web', pods(9));
    simulation.play(10 * MINUTE, () => expect(wanted(simulation)).toBe(3));
    expect(wanted(simulation)).toBe(3);
  });

  it('measures each dip on its own', () => {
    const simulation = settled({});
    simulation.demand('web', pods(9));
    simulation.settle();
    for (let dip = 0; dip < 5; dip += 1) {
      simulation.demand('web', pods(3));
      simulation.advance(29 * SECOND);
      simulation.demand('web', pods(9));
      simulation.advance(29 * SECOND);
      expect(wanted(simulation)).toBe(3);
    }
    expect(simulation.settle()).toBeLessThanOrEqual(25 * SECOND);
  });

  it('follows a lowered maximum at the next scan', () => {
    const simulation = settled({ minReplicas: 5 });
    const { desired } = simulation.world;
    const web = group('web', { generation: 2, minReplicas: 1, maxReplicas: 2 });
    simulation.want({ ...desired, nodeGroups: [web, ...desired.nodeGroups.slice(1)] });
    simulation.advance(25 * SECOND);
    expect(wanted(simulation)).toBe(2);
    simulation.settle();
    expect(count(simulation)).toBe(1);
  });
});

describe('from zero', () => {
  it('a group of CPU nodes wakes up', () => {
    const simulation = settled({ minReplicas: 0 });
    expect(count(simulation)).toBe(0);
    simulation.demand('web', pods(1));
    simulation.settle();
    expect(count(simulation)).toBe(1);
    simulation.demand('web', pods(0));
    simulation.settle();
    expect(count(simulation)).toBe(0);
  });

  it('a GPU group does not wake up for pods that ask for a GPU', () => {
    const simulation = settled({ minReplicas: 0, gpus: [GPU] });
    simulation.demand('web', { pods: 2, cpu: '1', gpus: 1 });
    simulation.settle();
    expect(count(simulation)).toBe(0);
  });

  it('a GPU group wakes up for pods that ask for CPU and select it', () => {
    const simulation = settled({ minReplicas: 0, gpus: [GPU] });
    simulation.demand('web', pods(1));
    simulation.settle();
    expect(count(simulation)).toBe(1);
  });

  it('a GPU group that has a node grows for pods that ask for a GPU', () => {
    const simulation = settled({ minReplicas: 1, gpus: [GPU] });
    simulation.demand('web', { pods: 3, cpu: '1', gpus: 1 });
    simulation.settle();
    expect(count(simulation)).toBe(3);
  });

  it('a cluster that could be empty keeps one node for its own pods', () => {
    const zero = { minReplicas: 0 };
    const nodeGroups = [group('gpu', { ...zero, gpus: [GPU] }), group('cpu', zero), group('more', zero)];
    const simulation = new Simulation(cluster({ nodeGroups }));
    simulation.settle();
    const counts = simulation.see().nodeGroups.map(({ name, nodes }) => `${name} ${nodes.length}`);
    expect(counts).toEqual(['gpu 0', 'cpu 1', 'more 0']);
  });

  it('a cluster without groups, or with closed ones, has no node', () => {
    const nodeGroups = [group('closed', { minReplicas: 0, maxReplicas: 0 })];
    const simulation = new Simulation(cluster({ nodeGroups }));
    simulation.settle();
    expect(simulation.see().nodeGroups[0]!.nodes).toEqual([]);
    expect(simulation.see().observedGeneration).toBe(1);
  });
});

describe('in every history of demand', () => {
  const history = fc.array(fc.record({ pods: fc.nat(60), waitMs: fc.integer({ min: 0, max: 4 * MINUTE }) }), {
    minLength: 1,
    maxLength: 8,
  });
  const bounds = fc
    .tuple(fc.nat(4), fc.integer({ min: 1, max: 6 }))
    .map(([min, more]) => ({ minReplicas: min, maxReplicas: min + more }));

  it('the wanted number stays inside the bounds, and so do the nodes that stay', () => {
    fc.assert(
      fc.property(history, bounds, (steps, { minReplicas, maxReplicas }) => {
        const simulation = settled({ minReplicas, maxReplicas });
        for (const step of steps) {
          simulation.demand('web', pods(step.pods));
          simulation.play(step.waitMs, (seen) => {
            const web = seen.nodeGroups.find(({ name }) => name === 'web')!;
            expect(web.wanted).toBeGreaterThanOrEqual(minReplicas);
            expect(web.wanted).toBeLessThanOrEqual(maxReplicas);
            const staying = web.nodes.filter(({ phase }) => phase !== 'Draining' && phase !== 'Deleting');
            expect(staying.length).toBeLessThanOrEqual(maxReplicas);
          });
        }
      }),
      { numRuns: 100 },
    );
  });

  it('constant demand never makes the number go up and down', () => {
    fc.assert(
      fc.property(history, bounds, (steps, limits) => {
        const simulation = settled(limits);
        for (const step of steps) {
          simulation.demand('web', pods(step.pods));
          simulation.advance(step.waitMs);
        }
        const numbers = [wanted(simulation)];
        simulation.play(HOUR, () => numbers.push(wanted(simulation)));
        const changes = numbers.slice(1).map((number, index) => Math.sign(number - numbers[index]!));
        expect(changes.includes(1) && changes.includes(-1)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});
