import type { DesiredNodeGroup, ObservedCluster } from '@hikube/service/platform';
import { describe, expect, it } from 'vitest';
import { cluster, group } from '../../testing/desired.ts';
import { HOUR, SECOND, Simulation } from '../../testing/simulation.ts';

function simulate(...nodeGroups: readonly DesiredNodeGroup[]): Simulation {
  const simulation = new Simulation(cluster({ nodeGroups }));
  simulation.settle();
  return simulation;
}

function wantGroups(simulation: Simulation, ...nodeGroups: readonly DesiredNodeGroup[]): void {
  simulation.want({ ...simulation.world.desired, nodeGroups });
}

function groupNames(seen: ObservedCluster): readonly string[] {
  return seen.nodeGroups.map(({ name }) => name);
}

describe('node groups', () => {
  it.each([
    [2, [1, 1]],
    [3, [1, 1, 1]],
    [7, [2, 2, 3]],
  ])('spread %i nodes over the sites', (minReplicas, expected) => {
    const simulation = simulate(group('web', { minReplicas, maxReplicas: 10 }));
    const sites = simulation.see().nodeGroups[0]!.nodes.map(({ site }) => site);
    const counts = [...new Set(sites)].map((site) => sites.filter((each) => each === site).length);
    expect(counts.sort()).toEqual(expected);
  });

  it('fill the sites that other groups left empty', () => {
    const simulation = simulate(group('a'), group('b'), group('c'));
    const sites = simulation.see().nodeGroups.flatMap(({ nodes }) => nodes.map(({ site }) => site));
    expect(new Set(sites).size).toBe(3);
  });

  it('appear at once, without nodes', () => {
    const simulation = simulate(group('a'));
    wantGroups(simulation, group('a'), group('b', { minReplicas: 2 }));
    expect(groupNames(simulation.see())).toEqual(['a', 'b']);
    expect(simulation.see().nodeGroups[1]).toMatchObject({ observedGeneration: 0, wanted: 2 });
    simulation.settle();
    expect(simulation.see().nodeGroups[1]).toMatchObject({ observedGeneration: 1 });
  });

  it('go after their last node is drained and deleted', () => {
    const simulation = simulate(group('a'), group('b', { minReplicas: 2 }));
    wantGroups(simulation, group('a'));
    expect(groupNames(simulation.see())).toEqual(['a', 'b']);
    const phases = new Set<string>();
    simulation.play(HOUR, (seen) => {
      for (const node of seen.nodeGroups.find(({ name }) => name === 'b')?.nodes ?? [])
        phases.add(node.phase);
    });
    expect(phases).toEqual(new Set(['Draining', 'Deleting']));
    expect(groupNames(simulation.see())).toEqual(['a']);
  });

  it('go at once when they have no node', () => {
    const simulation = new Simulation(cluster({ nodeGroups: [group('a'), group('b')] }));
    wantGroups(simulation, group('a'));
    expect(groupNames(simulation.see())).toEqual(['a']);
  });

  it('of the same name but another uid are new groups', () => {
    const simulation = simulate(group('a', { uid: 'first', minReplicas: 2 }));
    const before = simulation.see().nodeGroups[0]!.nodes.map(({ name }) => name);
    wantGroups(simulation, group('a', { uid: 'second', minReplicas: 2 }));
    simulation.settle();
    const [only, ...others] = simulation.see().nodeGroups;
    expect(others).toEqual([]);
    expect(only!.uid).toBe('second');
    expect(only!.nodes.some(({ name }) => before.includes(name))).toBe(false);
  });

  it('that are wanted again while they go come back', () => {
    const simulation = simulate(group('a'), group('b', { minReplicas: 2 }));
    wantGroups(simulation, group('a'));
    simulation.advance(5 * SECOND);
    wantGroups(simulation, group('a'), group('b', { minReplicas: 2 }));
    simulation.settle();
    expect(simulation.see().nodeGroups[1]).toMatchObject({ name: 'b', observedGeneration: 1, wanted: 2 });
    expect(simulation.see().nodeGroups[1]!.nodes).toHaveLength(2);
  });

  it('of an unknown instance type say so and make no node, until the type is right', () => {
    const simulation = simulate(group('a', { instanceType: 'm5.large' }), group('b'));
    expect(simulation.see().nodeGroups[0]).toMatchObject({
      nodes: [],
      observedGeneration: 0,
      failure: {
        reason: 'InstanceTypeNotFound',
        message: 'There is no instance type m5.large on this platform.',
      },
    });
    wantGroups(simulation, group('a', { generation: 2 }), group('b'));
    simulation.settle();
    expect(simulation.see().nodeGroups[0]).toMatchObject({ observedGeneration: 2 });
    expect(simulation.see().nodeGroups[0]!.failure).toBeUndefined();
  });

  it('of an unknown instance type with an explicit size are made', () => {
    const simulation = simulate(
      group('a', { instanceType: 'm5.large', resources: { cpu: '2', memory: '4Gi' } }),
    );
    expect(simulation.see().nodeGroups[0]!.nodes[0]).toMatchObject({
      phase: 'Ready',
      cpu: '2',
      memory: '4Gi',
    });
  });

  it('whose minimum is raised reach the generation when the nodes serve', () => {
    const simulation = simulate(group('a', { minReplicas: 1 }));
    wantGroups(simulation, group('a', { generation: 2, minReplicas: 3 }));
    simulation.play(HOUR, (seen) => {
      const [a] = seen.nodeGroups;
      const ready = a!.nodes.filter(({ phase }) => phase === 'Ready').length;
      expect(a!.observedGeneration).toBe(ready === 3 ? 2 : 1);
    });
    expect(simulation.see().nodeGroups[0]!.observedGeneration).toBe(2);
  });
});
