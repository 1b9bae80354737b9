import { describe, expect, it } from 'vitest';
import { cluster } from '../../testing/desired.ts';
import { SECOND, Simulation } from '../../testing/simulation.ts';
import { hasQuorum } from './quorum.ts';

function settled(etcdMembers: 1 | 3 | 5): Simulation {
  const simulation = new Simulation(cluster({ controlPlane: { replicas: 3, etcdMembers } }));
  simulation.settle();
  return simulation;
}

function resize(simulation: Simulation, etcdMembers: 1 | 3 | 5): void {
  simulation.patch({ controlPlane: { replicas: 3, etcdMembers } });
}

function sitesOf(simulation: Simulation): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { site } of simulation.see().etcd) counts[site] = (counts[site] ?? 0) + 1;
  return counts;
}

describe('etcd', () => {
  it.each([
    [1, [1]],
    [3, [1, 1, 1]],
    [5, [1, 2, 2]],
  ] as const)('spreads %i members over the sites', (members, expected) => {
    expect(Object.values(sitesOf(settled(members))).sort()).toEqual(expected);
  });

  it('forms its cluster in 20 to 35 seconds', () => {
    const simulation = new Simulation(cluster());
    let formedAt = 0;
    simulation.play(60 * SECOND, (_, now) => {
      if (formedAt === 0 && hasQuorum(simulation.world)) formedAt = now - simulation.world.createdAt;
    });
    expect(formedAt).toBeGreaterThanOrEqual(20 * SECOND);
    expect(formedAt).toBeLessThanOrEqual(35 * SECOND);
  });

  it('starts no API server before it has a majority', () => {
    const simulation = new Simulation(cluster());
    simulation.play(60 * SECOND, (seen) => {
      const ready = seen.etcd.filter((member) => member.ready).length;
      if (ready < 2) expect(seen.controlPlane).toEqual([]);
    });
  });

  it.each([
    [1, 3],
    [1, 5],
    [3, 5],
    [5, 3],
    [5, 1],
    [3, 1],
  ] as const)('goes from %i to %i members one at a time and never loses its majority', (from, to) => {
    const simulation = settled(from);
    const before0 = simulation.see().etcd.length;
    resize(simulation, to);
    expect(hasQuorum(simulation.world)).toBe(true);
    let before = simulation.see().etcd.length;
    expect(Math.abs(before - before0)).toBeLessThanOrEqual(1);
    simulation.play(600 * SECOND, (seen) => {
      expect(hasQuorum(simulation.world)).toBe(true);
      expect(Math.abs(seen.etcd.length - before)).toBeLessThanOrEqual(1);
      before = seen.etcd.length;
    });
    expect(simulation.see().etcd).toHaveLength(to);
    expect(simulation.see().etcd.every(({ ready }) => ready)).toBe(true);
  });

  it('lets a member at a lost site go first', () => {
    const simulation = settled(3);
    simulation.site('geneva', false);
    resize(simulation, 1);
    simulation.settle();
    expect(simulation.see().etcd).toHaveLength(1);
    expect(sitesOf(simulation)['geneva']).toBeUndefined();
  });

  it('changes no membership without a majority', () => {
    const simulation = settled(3);
    simulation.site('geneva', false);
    simulation.site('gland', false);
    resize(simulation, 5);
    simulation.settle();
    expect(simulation.see().etcd).toHaveLength(3);
    simulation.site('geneva', true);
    simulation.settle();
    expect(simulation.see().etcd).toHaveLength(5);
  });

  it('is left alone by a version upgrade', () => {
    const simulation = settled(3);
    const before = simulation.see().etcd;
    simulation.patch({ version: '1.35' });
    simulation.settle();
    expect(simulation.see().etcd).toEqual(before);
  });
});
