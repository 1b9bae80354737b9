// When nodes are made anew, where their group says so.
import type { DesiredNodeGroup } from '@hikube/service/platform';
import { describe, expect, it } from 'vitest';
import { cluster, group } from '../../testing/desired.ts';
import { HOUR, MINUTE, rulesWith, Simulation } from '../../testing/simulation.ts';
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
