import { describe, expect, it } from 'vitest';
import { cluster, group } from '../../testing/desired.ts';
import { HOUR, rulesWith, Simulation } from '../../testing/simulation.ts';
import { createEnvironment, withHeld, withStock } from '../environment.ts';
import { heldBy } from './stock.ts';

const H100 = 'nvidia.com/H100_94GB';

function simulate(stock: number, gpus: readonly string[], minReplicas: number): Simulation {
  const ml = group('ml', { instanceType: 'u1.2xlarge', gpus, minReplicas, maxReplicas: 10 });
  const environment = createEnvironment({ [H100]: stock });
  const simulation = new Simulation(cluster({ nodeGroups: [ml] }), rulesWith(), environment);
  simulation.settle();
  return simulation;
}

function phases(simulation: Simulation): readonly string[] {
  return simulation
    .see()
    .nodeGroups[0]!.nodes.map(({ phase }) => phase)
    .sort();
}

describe('GPU stock', () => {
  it('is held by every node with a machine', () => {
    expect(heldBy(simulate(8, [H100, H100], 3).world)).toEqual({ [H100]: 6 });
    expect(heldBy(simulate(8, [], 3).world)).toEqual({});
  });

  it('that runs out leaves nodes waiting and names the type', () => {
    const simulation = simulate(2, [H100], 4);
    expect(phases(simulation)).toEqual(['Ready', 'Ready', 'Scheduling', 'Scheduling']);
    const [ml] = simulation.see().nodeGroups;
    expect(ml!.failure).toEqual({
      reason: 'OutOfStock',
      message:
        'The GPU nvidia.com/H100_94GB is out of stock: 2 nodes wait for one, and will be made when one is free.',
    });
    expect(ml!.nodes.map(({ message }) => message)).toContain(
      'It waits for a free GPU: nvidia.com/H100_94GB.',
    );
    expect(ml!.observedGeneration).toBe(0);
  });

  it('is counted by cards, not by nodes', () => {
    expect(phases(simulate(3, [H100, H100], 2))).toEqual(['Ready', 'Scheduling']);
  });

  it('of a type that the platform does not have is empty', () => {
    const simulation = simulate(8, ['nvidia.com/UNKNOWN'], 1);
    expect(simulation.see().nodeGroups[0]!.failure?.message).toContain('nvidia.com/UNKNOWN');
  });

  it('that grows lets the waiting nodes go on', () => {
    const simulation = simulate(2, [H100], 4);
    simulation.environment = withStock(simulation.environment, H100, 4, simulation.now);
    simulation.settle();
    expect(phases(simulation)).toEqual(['Ready', 'Ready', 'Ready', 'Ready']);
    expect(simulation.see().nodeGroups[0]!.failure).toBeUndefined();
    expect(simulation.see().nodeGroups[0]!.observedGeneration).toBe(1);
  });

  it('that another cluster holds is not there, until it lets go', () => {
    const ml = group('ml', { gpus: [H100] });
    const environment = withHeld(createEnvironment({ [H100]: 1 }), 'another', { [H100]: 1 }, 0);
    const simulation = new Simulation(cluster({ nodeGroups: [ml] }), rulesWith(), environment);
    simulation.settle();
    expect(phases(simulation)).toEqual(['Scheduling']);
    simulation.environment = withHeld(environment, 'another', {}, simulation.now);
    simulation.settle();
    expect(phases(simulation)).toEqual(['Ready']);
  });

  it('keeps an exchange waiting that needs a spare card, and the old node serves on', () => {
    const simulation = simulate(1, [H100], 1);
    const [ml] = simulation.world.desired.nodeGroups;
    const bigger = { ...ml!, generation: 2, instanceType: 'u1.8xlarge' };
    simulation.want({ ...simulation.world.desired, nodeGroups: [bigger] });
    simulation.play(HOUR);
    expect(phases(simulation)).toEqual(['Ready', 'Scheduling']);
    expect(simulation.see().nodeGroups[0]!.failure?.reason).toBe('OutOfStock');
  });

  it('is let go of when a waiting group is removed', () => {
    const simulation = simulate(0, [H100], 2);
    simulation.want({ ...simulation.world.desired, nodeGroups: [] });
    simulation.settle();
    expect(simulation.see().nodeGroups).toEqual([]);
  });
});
