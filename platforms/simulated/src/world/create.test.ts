import { describe, expect, it } from 'vitest';
import { addon, cluster, group } from '../testing/desired.ts';
import { rulesWith, Simulation, START } from '../testing/simulation.ts';
import { createWorld } from './create.ts';
import { createEnvironment } from './environment.ts';

const WISH = cluster({
  generation: 5,
  nodeGroups: [group('web', { generation: 3 })],
  addons: [addon('flux')],
});

function settled(): Simulation {
  const simulation = new Simulation(WISH);
  simulation.settle();
  return simulation;
}

describe('a new cluster', () => {
  it('of a version that is not offered is refused', () => {
    const answer = createWorld(cluster({ version: '1.19' }), START, rulesWith(), createEnvironment({}));
    expect(answer).toEqual({
      refused: {
        reason: 'VersionNotAvailable',
        message: 'Kubernetes 1.19 is not offered by this platform.',
        later: false,
      },
    });
  });

  it('of an exact patch runs that patch', () => {
    const simulation = new Simulation(cluster({ version: '1.34.1' }));
    simulation.settle();
    expect(simulation.see().controlPlane[0]!.version).toBe('1.34.1');
  });
});

describe('a wish', () => {
  it('that says the same changes nothing', () => {
    const simulation = settled();
    const { world } = simulation;
    // The order of members is no difference.
    const reordered = Object.fromEntries(Object.entries(WISH).reverse()) as unknown as typeof WISH;
    simulation.want(reordered);
    expect(simulation.world).toBe(world);
  });

  it.each([
    ['of the cluster', { ...WISH, generation: 4 }],
    ['of a group', { ...WISH, nodeGroups: [group('web', { generation: 2, minReplicas: 4 })] }],
    ['of an add-on', { ...WISH, addons: [addon('flux', { generation: 0 })] }],
  ])('with an older generation %s changes nothing', (_, stale) => {
    const simulation = settled();
    const { world } = simulation;
    simulation.want(stale);
    expect(simulation.world).toBe(world);
  });

  it('without effect on the platform is reached at once', () => {
    const simulation = settled();
    simulation.patch({ network: { exposure: 'load-balancer' } });
    expect(simulation.see().observedGeneration).toBe(6);
    expect(simulation.see().nextChangeAt).toBeUndefined();
  });

  it.each([
    ['1.33', 'VersionDowngrade'],
    ['1.36', 'VersionNotAvailable'],
    ['latest', 'VersionNotAvailable'],
  ])('for version %s is refused as %s, and the cluster stays as it is', (version, reason) => {
    const simulation = settled();
    const { world } = simulation;
    expect(simulation.patch({ version })).toBe(reason);
    expect(simulation.world).toBe(world);
  });

  it('for a version further away is refused as a skip', () => {
    const simulation = new Simulation(cluster({ version: '1.30' }));
    simulation.settle();
    expect(simulation.patch({ version: '1.32' })).toBe('VersionSkipped');
  });
});
