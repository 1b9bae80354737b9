import { describe, expect, it } from 'vitest';
import { cluster, group } from '../../testing/desired.ts';
import { HOUR, Simulation } from '../../testing/simulation.ts';
import { change } from '../advance.ts';
import { setNodeHealth } from './health.ts';

function settled(): Simulation {
  const simulation = new Simulation(cluster({ nodeGroups: [group('web', { minReplicas: 2 })] }));
  simulation.settle();
  return simulation;
}

function nodesOf(simulation: Simulation) {
  return simulation.see().nodeGroups[0]!.nodes;
}

function setHealth(simulation: Simulation, name: string, healthy: boolean): boolean {
  const { world, now, rules, environment } = simulation;
  let found = false;
  simulation.world = change(world, now, rules, environment, (moment) => {
    found = setNodeHealth(moment, name, healthy);
  });
  return found;
}

describe('a silent kubelet', () => {
  it('makes its node NotReady for as long as nobody does anything', () => {
    const simulation = settled();
    const [first, second] = nodesOf(simulation);
    expect(setHealth(simulation, first!.name, false)).toBe(true);
    simulation.play(10 * HOUR);
    expect(nodesOf(simulation)[0]).toMatchObject({
      name: first!.name,
      phase: 'NotReady',
      message: 'The kubelet has stopped reporting.',
    });
    expect(nodesOf(simulation)[1]).toEqual(second);
  });

  it('can report again', () => {
    const simulation = settled();
    const [first] = nodesOf(simulation);
    setHealth(simulation, first!.name, false);
    setHealth(simulation, first!.name, true);
    expect(nodesOf(simulation)[0]!.phase).toBe('NotReady');
    simulation.settle();
    expect(nodesOf(simulation)[0]).toEqual(first);
  });

  it('is cured by replacing the node', () => {
    const simulation = settled();
    const [first, second] = nodesOf(simulation);
    setHealth(simulation, first!.name, false);
    simulation.want({ ...simulation.world.desired, replaceNodes: [first!.name] });
    simulation.settle();
    const names = nodesOf(simulation).map(({ name }) => name);
    expect(names).toHaveLength(2);
    expect(names).toContain(second!.name);
    expect(names).not.toContain(first!.name);
  });

  it('is known only of nodes that serve', () => {
    const simulation = settled();
    expect(setHealth(simulation, 'kubernetes-prod-web-zzzzz', false)).toBe(false);
    simulation.want({ ...simulation.world.desired, nodeGroups: [] });
    const [draining] = nodesOf(simulation);
    expect(setHealth(simulation, draining!.name, false)).toBe(false);
  });
});
