import { describe, expect, it } from 'vitest';
import { addon, cluster, group } from '../testing/desired.ts';
import { MINUTE, rulesWith, SECOND, Simulation } from '../testing/simulation.ts';
import { heldBy } from './nodes/stock.ts';

const WISH = cluster({
  nodeGroups: [group('web', { minReplicas: 3 }), group('ml', { gpus: ['nvidia.com/H100_94GB'] })],
  addons: [addon('flux'), addon('nfs')],
});

describe('removal', () => {
  it('takes add-ons, nodes, API servers and etcd in this order', () => {
    const simulation = new Simulation(WISH);
    simulation.settle();
    simulation.remove();
    const stages: string[] = [];
    simulation.play(10 * MINUTE, (seen) => {
      expect(seen.deleting).toBe(true);
      const left = [
        seen.addons.length > 0 && 'add-ons',
        seen.nodeGroups.some(({ nodes }) => nodes.length > 0) && 'nodes',
        seen.controlPlane.length > 0 && 'API servers',
        seen.etcd.length > 0 && 'etcd',
      ];
      const stage = left.find((each) => each !== false) || 'nothing';
      if (stages.at(-1) !== stage) stages.push(stage);
    });
    expect(stages).toEqual(['add-ons', 'nodes', 'API servers', 'etcd', 'nothing']);
    expect(simulation.isGone).toBe(true);
  });

  it('lets volumes leave before anything else goes, where they stay', () => {
    const simulation = new Simulation(WISH);
    simulation.settle();
    const kept = structuredClone(simulation.world.volumes);
    expect(kept.map(({ name }) => name)).toEqual(['nfs-data']);
    simulation.remove(true);
    expect([simulation.world.leaving, simulation.world.volumes]).toEqual([kept, []]);
  });

  it('is done within two minutes', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const simulation = new Simulation(WISH, rulesWith({ seed: String(seed) }));
      simulation.settle();
      simulation.remove();
      expect(simulation.settle()).toBeLessThan(2 * MINUTE);
    }
  });

  it('can begin at any moment of a life', () => {
    for (let second = 0; second < 420; second += 7) {
      const simulation = new Simulation(WISH);
      simulation.advance(second * SECOND);
      simulation.remove();
      simulation.settle(5 * MINUTE);
      expect(simulation.isGone).toBe(true);
      expect(heldBy(simulation.world)).toEqual({});
    }
  });

  it('is over at once when nothing has begun', () => {
    const simulation = new Simulation(WISH);
    for (const site of ['geneva', 'gland', 'lucerne']) simulation.site(site, false);
    const fresh = new Simulation(WISH, rulesWith(), simulation.environment);
    fresh.remove();
    expect(fresh.isGone).toBe(true);
  });

  it('goes on through an outage of all sites', () => {
    const simulation = new Simulation(WISH);
    simulation.settle();
    simulation.remove();
    for (const site of ['geneva', 'gland', 'lucerne']) simulation.site(site, false);
    simulation.settle(5 * MINUTE);
    expect(simulation.isGone).toBe(true);
  });

  it('takes no further wish', () => {
    const simulation = new Simulation(WISH);
    simulation.settle();
    simulation.remove();
    const { world } = simulation;
    expect(simulation.patch({ nodeGroups: [] })).toBeUndefined();
    expect(simulation.world).toBe(world);
  });
});
