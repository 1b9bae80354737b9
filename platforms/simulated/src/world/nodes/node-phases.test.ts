import type { ObservedNode } from '@hikube/service/platform';
import { describe, expect, it } from 'vitest';
import { cluster, group } from '../../testing/desired.ts';
import { HOUR, MINUTE, rulesWith, SECOND, Simulation } from '../../testing/simulation.ts';
import type { Fault } from '../faults.ts';

function simulate(size: number, faults: readonly Fault[] = [], seed = 'test'): Simulation {
  const web = group('web', { minReplicas: size, maxReplicas: size });
  return new Simulation(cluster({ nodeGroups: [web] }), rulesWith({ faults, seed }));
}

function nodesOf(simulation: Simulation): readonly ObservedNode[] {
  return simulation.see().nodeGroups[0]!.nodes;
}

function resize(simulation: Simulation, size: number): void {
  const web = group('web', { generation: 2, minReplicas: size, maxReplicas: size });
  simulation.want({ ...simulation.world.desired, nodeGroups: [web] });
}

/** The phases of the only node, each with the milliseconds it lasted. */
function life(simulation: Simulation): readonly (readonly [string, number])[] {
  const phases: [string, number][] = [];
  let [last, since] = ['', simulation.now];
  const look = (now: number) => {
    const phase = nodesOf(simulation)[0]?.phase ?? '';
    if (phase === last) return;
    if (last !== '') phases.push([last, now - since]);
    [last, since] = [phase, now];
  };
  simulation.play(HOUR, (_, now) => look(now));
  resize(simulation, 0);
  look(simulation.now);
  simulation.play(HOUR, (_, now) => look(now));
  return phases;
}

describe('the life of a node', () => {
  it('goes through its phases in the time that the table says', () => {
    const phases = life(simulate(1));
    expect(phases.map(([phase]) => phase)).toEqual([
      'Scheduling',
      'Booting',
      'Joining',
      'Ready',
      'Draining',
      'Deleting',
    ]);
    const times = new Map(phases);
    const isBetween = (phase: string, least: number, most: number) => {
      expect(times.get(phase)).toBeGreaterThanOrEqual(least * SECOND);
      expect(times.get(phase)).toBeLessThanOrEqual(most * SECOND);
    };
    isBetween('Scheduling', 2, 6);
    isBetween('Booting', 40, 90);
    isBetween('Joining', 15, 30);
    isBetween('Draining', 10, 40);
    isBetween('Deleting', 10, 20);
  });

  it('says in every phase why it is not ready', () => {
    const simulation = simulate(2);
    simulation.play(HOUR, (seen) => {
      for (const { phase, message } of seen.nodeGroups[0]!.nodes) {
        expect(message === '').toBe(phase === 'Ready');
      }
    });
  });

  it('ends at once when it has not joined yet', () => {
    const simulation = simulate(3);
    simulation.play(HOUR, () => {
      if (nodesOf(simulation).some(({ phase }) => phase === 'Booting')) resize(simulation, 0);
      expect(nodesOf(simulation).map(({ phase }) => phase)).not.toContain('Draining');
    });
    expect(nodesOf(simulation)).toEqual([]);
  });
});

describe('a node that never joins', () => {
  const once: Fault = { kind: 'NodeNeverJoins', nodeGroup: 'web', times: 1 };

  it('is replaced after twenty minutes', () => {
    const simulation = simulate(1, [once]);
    simulation.advance(4 * MINUTE);
    const [stuck] = nodesOf(simulation);
    expect(stuck).toMatchObject({ phase: 'Joining', message: 'Its kubelet does not register.' });
    const took = simulation.settle();
    expect(took).toBeGreaterThan(17 * MINUTE);
    expect(took).toBeLessThan(21 * MINUTE);
    const [node] = nodesOf(simulation);
    expect(node!.phase).toBe('Ready');
    expect(node!.name).not.toBe(stuck!.name);
  });

  it('is the failure of its group until one joins', () => {
    const simulation = simulate(1, [once]);
    const failures = new Set<string | undefined>();
    simulation.play(HOUR, (seen) => failures.add(seen.nodeGroups[0]!.failure?.reason));
    expect(failures).toEqual(new Set([undefined, 'NodesDoNotJoin']));
    expect(simulation.see().nodeGroups[0]!.failure).toBeUndefined();
  });

  it('does not keep a cluster from being removed', () => {
    const simulation = simulate(3, [{ kind: 'NodeNeverJoins' }]);
    simulation.advance(10 * MINUTE);
    simulation.remove();
    expect(simulation.settle()).toBeLessThan(2 * MINUTE);
    expect(simulation.isGone).toBe(true);
  });
});

describe('a drain that is stuck', () => {
  it('is forced after ten minutes', () => {
    const simulation = simulate(2);
    simulation.settle();
    simulation.rules = rulesWith({ faults: [{ kind: 'DrainStuck' }] });
    resize(simulation, 1);
    simulation.advance(2 * MINUTE);
    const draining = nodesOf(simulation).filter(({ phase }) => phase === 'Draining');
    expect(draining.map(({ message }) => message)).toEqual(['A disruption budget keeps pods on it.']);
    const took = simulation.settle();
    expect(took).toBeGreaterThan(8 * MINUTE);
    expect(took).toBeLessThan(11 * MINUTE);
    expect(nodesOf(simulation)).toHaveLength(1);
  });
});

describe('without an API server', () => {
  it('no node joins, and all go on when it is back', () => {
    const web = group('web', { minReplicas: 2, maxReplicas: 2 });
    const size = { replicas: 1, etcdMembers: 1 } as const;
    const simulation = new Simulation(cluster({ controlPlane: size, nodeGroups: [web] }));
    simulation.settle();
    resize(simulation, 4);
    simulation.play(2 * MINUTE, () => {
      if (nodesOf(simulation).some(({ phase }) => phase === 'Booting')) simulation.patch({ version: '1.35' });
    });
    simulation.settle();
    expect(nodesOf(simulation).map(({ phase, version }) => `${phase} ${version}`)).toEqual(
      Array(4).fill('Ready 1.35.1'),
    );
  });
});
