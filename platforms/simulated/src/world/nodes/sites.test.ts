import type { ObservedCluster, Rollout } from '@hikube/service/platform';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cluster, group } from '../../testing/desired.ts';
import { HOUR, MINUTE, rulesWith, Simulation } from '../../testing/simulation.ts';

const SITES = ['geneva', 'gland', 'lucerne'];

/** Ready nodes of the group at each site, in the order of the sites. */
function readyAt(seen: ObservedCluster, name = 'web'): readonly number[] {
  const nodes = seen.nodeGroups.find((each) => each.name === name)?.nodes ?? [];
  return SITES.map((site) => nodes.filter((node) => node.site === site && node.phase === 'Ready').length);
}

/** A settled cluster with one group. */
function settled(size: number, seed: string, rollout?: Rollout): Simulation {
  const web = group('web', { minReplicas: size, maxReplicas: 9 });
  const wish = cluster({ nodeGroups: [web], ...(rollout === undefined ? {} : { rollout }) });
  const simulation = new Simulation(wish, rulesWith({ seed }));
  simulation.settle();
  return simulation;
}

/** The fewest that were ever ready at each site until it has settled. */
function leastAt(simulation: Simulation): readonly number[] {
  const least = [...readyAt(simulation.see())];
  const settles = simulation.play(6 * HOUR, (seen) => {
    readyAt(seen).forEach((ready, site) => {
      least[site] = Math.min(least[site]!, ready);
    });
  });
  expect(settles).toBe(true);
  return least;
}

const paces = fc.record({
  size: fc.integer({ min: 1, max: 7 }),
  maxSurge: fc.integer({ min: 0, max: 4 }),
  maxUnavailable: fc.integer({ min: 0, max: 4 }),
  seed: fc.nat(1000).map(String),
});

describe('nodes at their sites', () => {
  it('are as many as before during a rollout, less those that may be missing, and again in the end', () => {
    fc.assert(
      fc.property(paces, ({ size, maxSurge, maxUnavailable, seed }) => {
        const simulation = settled(size, seed, { paused: false, maxSurge, maxUnavailable });
        const before = readyAt(simulation.see());
        simulation.patch({ version: '1.35' });
        leastAt(simulation).forEach((ready, site) => {
          expect(ready).toBeGreaterThanOrEqual(before[site]! - maxUnavailable);
        });
        expect(readyAt(simulation.see())).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });

  it('stay there while an upgrade is held in the middle and goes on later', () => {
    fc.assert(
      fc.property(paces, fc.integer({ min: 1, max: 60 }), ({ size, maxSurge, seed }, minutes) => {
        const rollout = { paused: false, maxSurge: Math.max(1, maxSurge), maxUnavailable: 0 };
        const simulation = settled(size, seed, rollout);
        const before = readyAt(simulation.see());
        simulation.patch({ version: '1.35' });
        simulation.advance(minutes * MINUTE);
        simulation.patch({ rollout: { ...rollout, paused: true } });
        expect(leastAt(simulation)).toEqual(before);
        simulation.patch({ rollout });
        expect(leastAt(simulation)).toEqual(before);
        expect(readyAt(simulation.see())).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });

  it('are spread as evenly as can be after some were removed in one go', () => {
    fc.assert(
      fc.property(paces, fc.integer({ min: 0, max: 6 }), ({ size, seed }, fewer) => {
        const simulation = settled(size, seed);
        const left = Math.max(0, size - fewer);
        simulation.want({
          ...simulation.world.desired,
          nodeGroups: [group('web', { minReplicas: left, maxReplicas: left, generation: 2 })],
        });
        simulation.settle();
        const ready = readyAt(simulation.see());
        expect(Math.max(...ready) - Math.min(...ready)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 100 },
    );
  });

  it('find another site while theirs is down, and the rollout ends all the same', () => {
    const simulation = settled(3, 'test', { paused: false, maxSurge: 1, maxUnavailable: 0 });
    simulation.patch({ version: '1.35' });
    simulation.advance(10 * MINUTE);
    simulation.site('gland', false);
    simulation.settle(6 * HOUR);
    const [geneva, gland, lucerne] = readyAt(simulation.see());
    expect(gland).toBe(0);
    expect([geneva, lucerne].sort()).toEqual([1, 2]);
    expect(simulation.see().observedGeneration).toBe(2);
    expect(simulation.world.groups[0]).not.toHaveProperty('places');
  });
});
