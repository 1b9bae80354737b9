// When nodes are made anew, where their group says so.
import type { DesiredNodeGroup } from '@hikube/service/platform';
import { describe, expect, it } from 'vitest';
import { cluster, group } from '../../testing/desired.ts';
import { HOUR, MINUTE, rulesWith, Simulation } from '../../testing/simulation.ts';
import { nextChangeAt } from '../advance.ts';
import type { Fault } from '../faults.ts';

function simulate(
  size: number,
  healthCheck: DesiredNodeGroup['healthCheck'],
  faults: readonly Fault[] = [],
): Simulation {
  const web = group('web', { minReplicas: size, maxReplicas: size, ...(healthCheck && { healthCheck }) });
  const shape = { topology: 'production', controlPlane: { replicas: 3, etcdMembers: 3 } } as const;
  return new Simulation(cluster({ ...shape, nodeGroups: [web] }), rulesWith({ faults }));
}

const nodesOf = (simulation: Simulation) => simulation.see().nodeGroups[0]!.nodes;

describe('a node that never joins', () => {
  const once: Fault = { kind: 'NodeNeverJoins', nodeGroup: 'web', times: 1 };

  it('is given up after the time of its group', () => {
    const simulation = simulate(1, { nodeStartupTimeout: '5m' }, [once]);
    simulation.advance(4 * MINUTE);
    const [stuck] = nodesOf(simulation);
    expect(stuck).toMatchObject({ phase: 'Joining' });
    expect(simulation.settle()).toBeLessThan(7 * MINUTE);
    expect(nodesOf(simulation)).toMatchObject([{ phase: 'Ready' }]);
    expect(nodesOf(simulation)[0]!.name).not.toBe(stuck!.name);
  });

  it('stays where no node may be made anew, and goes when one may', () => {
    const simulation = simulate(1, { maxUnhealthy: '50%' }, [once]);
    simulation.advance(4 * MINUTE);
    const [stuck] = nodesOf(simulation);
    simulation.play(3 * HOUR);
    expect(nodesOf(simulation)).toMatchObject([{ name: stuck!.name, phase: 'Joining' }]);
    const web = group('web', { generation: 2, minReplicas: 1, maxReplicas: 1 });
    simulation.want({ ...simulation.world.desired, nodeGroups: [web] });
    simulation.settle();
    expect(nodesOf(simulation)).toMatchObject([{ phase: 'Ready' }]);
    expect(nodesOf(simulation)[0]!.name).not.toBe(stuck!.name);
  });
});

describe('nodes of a lost site', () => {
  it.each([
    ['1', 0],
    ['34%', 0],
    ['0', 1],
    ['33%', 1],
  ])('with at most %s unhealthy, %i of three stay where they are', (maxUnhealthy, staying) => {
    const simulation = simulate(3, { maxUnhealthy });
    simulation.settle();
    simulation.site('gland', false);
    simulation.play(3 * HOUR);
    const silent = nodesOf(simulation).filter(({ phase }) => phase === 'NotReady');
    expect(silent.map(({ site }) => site)).toEqual(Array(staying).fill('gland'));
    simulation.site('gland', true);
    simulation.settle();
    expect(nodesOf(simulation).map(({ phase }) => phase)).toEqual(['Ready', 'Ready', 'Ready']);
  });
});

describe('a node that is not there in time', () => {
  const slow = (minutes: number): Fault => ({ kind: 'NodeSlow', ms: minutes * MINUTE, times: 1 });
  /** The name of the only node as soon as its machine boots. */
  function booting(simulation: Simulation): string {
    for (;;) {
      simulation.advance(nextChangeAt(simulation.world, simulation.environment)! - simulation.now);
      const node = nodesOf(simulation)[0];
      if (node?.phase === 'Booting') return node.name;
    }
  }

  it.each([
    ['as its group says', { nodeStartupTimeout: '5m' }, 4.9, 7],
    ['as the platform does', undefined, 19.9, 23],
  ])('is given up while it boots, %s', (_, healthCheck, least, most) => {
    const simulation = simulate(1, healthCheck, [slow(60)]);
    const first = booting(simulation);
    const took = simulation.settle();
    expect(took).toBeGreaterThan(least * MINUTE);
    expect(took).toBeLessThan((most + 1) * MINUTE);
    const [node] = nodesOf(simulation);
    expect(node).toMatchObject({ phase: 'Ready' });
    expect(node!.name).not.toBe(first);
  });

  it('is given up while it joins, again and again, and the group says so', () => {
    // No node boots and joins as fast as that.
    const simulation = simulate(3, { nodeStartupTimeout: '54s' });
    const phases = new Set<string>();
    const settled = simulation.play(6 * HOUR, (seen) => {
      for (const { phase } of seen.nodeGroups[0]!.nodes) phases.add(phase);
    });
    expect(settled).toBe(false);
    expect(phases).toEqual(new Set(['Scheduling', 'Booting', 'Joining', 'Deleting']));
    expect(simulation.see().nodeGroups[0]!.failure).toMatchObject({ reason: 'NodesDoNotJoin' });
  });

  it('stays when it is only slow', () => {
    const simulation = simulate(1, { nodeStartupTimeout: '10m' }, [slow(7)]);
    const first = booting(simulation);
    expect(simulation.settle()).toBeGreaterThan(7 * MINUTE);
    expect(nodesOf(simulation)).toMatchObject([{ name: first, phase: 'Ready' }]);
  });

  it('comes late where no node may be made anew', () => {
    const simulation = simulate(1, { nodeStartupTimeout: '5m', maxUnhealthy: '0' }, [slow(30)]);
    const first = booting(simulation);
    expect(simulation.settle()).toBeGreaterThan(30 * MINUTE);
    expect(nodesOf(simulation)).toMatchObject([{ name: first, phase: 'Ready' }]);
  });

  it('is given up at once when its group gives it less time than it had', () => {
    const simulation = simulate(1, undefined, [slow(60)]);
    const first = booting(simulation);
    simulation.advance(10 * MINUTE);
    expect(nodesOf(simulation)).toMatchObject([{ name: first, phase: 'Booting' }]);
    const healthCheck = { nodeStartupTimeout: '5m' };
    const web = group('web', { generation: 2, minReplicas: 1, maxReplicas: 1, healthCheck });
    simulation.want({ ...simulation.world.desired, nodeGroups: [web] });
    expect(nodesOf(simulation).map(({ phase }) => phase)).toEqual(['Deleting', 'Scheduling']);
    expect(simulation.settle()).toBeLessThan(3 * MINUTE);
  });

  it('is not late for the time in which it waited for an API server', () => {
    // Less than booting and joining take, and more than joining alone.
    const simulation = simulate(3, { nodeStartupTimeout: '50s' });
    booting(simulation);
    const waiting = nodesOf(simulation).find(({ site }) => site === 'lucerne')!;
    for (const site of ['geneva', 'gland']) simulation.site(site, false);
    simulation.play(HOUR);
    const now = () => nodesOf(simulation).find(({ name }) => name === waiting.name);
    expect(now()).toMatchObject({ phase: 'Joining', message: 'It waits for an API server.' });
    for (const site of ['geneva', 'gland']) simulation.site(site, true);
    simulation.play(10 * MINUTE);
    expect(now()).toMatchObject({ phase: 'Ready' });
  });

  it.each([1, 60, 1e9])('is the same one at speed %d', (speed) => {
    const web = (healthCheck: object) => group('web', { minReplicas: 2, maxReplicas: 2, healthCheck });
    const faults: readonly Fault[] = [{ kind: 'NodeSlow', ms: 11 * MINUTE, times: 1 }];
    const began = (timeout: string) =>
      new Simulation(
        cluster({ nodeGroups: [web({ nodeStartupTimeout: timeout })] }),
        rulesWith({ faults, speed }),
      );
    const givenUp = (simulation: Simulation) => {
      const seen = new Set<string>();
      simulation.play(HOUR, () => {
        for (const { name } of nodesOf(simulation)) seen.add(name);
      });
      expect(nodesOf(simulation).map(({ phase }) => phase)).toEqual(['Ready', 'Ready']);
      return seen.size - 2;
    };
    expect([givenUp(began('15m')), givenUp(began('10m'))]).toEqual([0, 1]);
  });

  it('of a world that was kept before this was noted is given up, too', () => {
    const simulation = simulate(1, undefined, [{ kind: 'NodeNeverJoins', times: 1 }]);
    simulation.advance(5 * MINUTE);
    const node = simulation.world.groups[0]!.nodes[0]!;
    delete node.starting;
    node.due = node.since!.at + 20 * MINUTE;
    const [stuck] = nodesOf(simulation);
    expect(simulation.settle()).toBeLessThan(21 * MINUTE);
    expect(nodesOf(simulation)).toMatchObject([{ phase: 'Ready' }]);
    expect(nodesOf(simulation)[0]!.name).not.toBe(stuck!.name);
  });
});

describe('nodes that are given up again and again', () => {
  const hopeless = { nodeStartupTimeout: '30s' };
  const size = { minReplicas: 10, maxReplicas: 10 };
  const web = (healthCheck: object, generation = 1) => group('web', { ...size, healthCheck, generation });

  it('are made ever more rarely, so that a world which is not looked at for long is lived through at once', () => {
    const simulation = new Simulation(cluster({ nodeGroups: [web(hopeless)] }));
    simulation.play(6 * HOUR);
    let events = 0;
    simulation.play(24 * HOUR, () => {
      events += 1;
    });
    // Each comes into being in a few steps, and less than once an hour.
    expect(events).toBeLessThan(24 * 10 * 5);
    expect(events).toBeGreaterThan(24);
    expect(simulation.see().nodeGroups[0]!.failure).toMatchObject({ reason: 'NodesDoNotJoin' });
  });

  it('say that they wait, and come at once when their group gives them more time', () => {
    const simulation = new Simulation(cluster({ nodeGroups: [web(hopeless)] }));
    const waiting = 'It waits, since nodes before it have not joined.';
    const allWait = () => nodesOf(simulation).every(({ message }) => message === waiting);
    simulation.play(12 * HOUR);
    for (let minute = 0; minute < 120 && !allWait(); minute += 1) simulation.advance(MINUTE);
    expect(allWait()).toBe(true);
    simulation.patch({ nodeGroups: [web({ nodeStartupTimeout: '20m' }, 2)] });
    expect(simulation.see().nodeGroups[0]!.failure).toBeUndefined();
    expect(simulation.settle()).toBeLessThan(5 * MINUTE);
    expect(nodesOf(simulation)).toHaveLength(10);
  });
});
