// What holds in every story of a cluster, at every moment and at its end.
import type { ObservedCluster } from '@hikube/service/platform';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../testing/simulation.ts';
import { live, stories } from '../testing/stories.ts';
import { advance, nextChangeAt } from './advance.ts';
import { comparePatches } from './control-plane/versions.ts';

const RUNS = { numRuns: 150 };

describe('in every story', () => {
  it('a cluster settles when it is left alone', () => {
    fc.assert(
      fc.property(stories(), (story) => {
        const simulation = live(story);
        simulation.settle(4 * HOUR);
      }),
      RUNS,
    );
  });

  it('a cluster settles after outages, once all sites are back', () => {
    fc.assert(
      fc.property(stories({ outages: true }), (story) => {
        const simulation = live(story);
        for (const site of ['geneva', 'gland', 'lucerne']) simulation.site(site, true);
        simulation.settle(4 * HOUR);
        expect(simulation.see().apiReady).toBe(true);
      }),
      RUNS,
    );
  });

  it('a settled group is inside its bounds, ready and current', () => {
    fc.assert(
      fc.property(stories(), (story) => {
        const simulation = live(story);
        simulation.patch({ rollout: { paused: false, maxSurge: 1, maxUnavailable: 0 } });
        simulation.settle(4 * HOUR);
        const seen = simulation.see();
        for (const wish of simulation.world.desired.nodeGroups) {
          const found = seen.nodeGroups.find(({ uid }) => uid === wish.uid)!;
          expect(found.nodes.length).toBe(found.wanted);
          expect(found.wanted).toBeGreaterThanOrEqual(wish.minReplicas);
          expect(found.wanted).toBeLessThanOrEqual(wish.maxReplicas);
          expect(found.nodes.every(({ phase, current }) => phase === 'Ready' && current)).toBe(true);
          expect(found.observedGeneration).toBe(wish.generation);
        }
        expect(seen.observedGeneration).toBe(simulation.world.desired.generation);
        expect(seen.nodeGroups).toHaveLength(simulation.world.desired.nodeGroups.length);
      }),
      RUNS,
    );
  });

  it('no node is newer than the oldest API server', () => {
    const look = (seen: ObservedCluster) => {
      for (const { version } of seen.nodeGroups.flatMap(({ nodes }) => nodes)) {
        for (const server of seen.controlPlane) {
          expect(comparePatches(version, server.version)).toBeLessThanOrEqual(0);
        }
      }
    };
    fc.assert(
      fc.property(stories({ outages: true }), (story) => void live(story, look)),
      RUNS,
    );
  });

  it('versions never go back', () => {
    fc.assert(
      fc.property(stories({ outages: true }), (story) => {
        const known = new Map<string, string>();
        live(story, (seen) => {
          const all = [...seen.controlPlane, ...seen.nodeGroups.flatMap(({ nodes }) => nodes)];
          for (const { name, version } of all) {
            expect(comparePatches(version, known.get(name) ?? version)).toBeGreaterThanOrEqual(0);
            known.set(name, version);
          }
        });
      }),
      RUNS,
    );
  });

  it('what was reached stays reached', () => {
    fc.assert(
      fc.property(stories({ outages: true }), (story) => {
        let before = 0;
        live(story, ({ observedGeneration }) => {
          expect(observedGeneration).toBeGreaterThanOrEqual(before);
          before = observedGeneration;
        });
      }),
      RUNS,
    );
  });

  it('names are unique and well formed', () => {
    fc.assert(
      fc.property(stories(), (story) => {
        live(story, (seen) => {
          const names = seen.nodeGroups.flatMap(({ nodes }) => nodes.map(({ name }) => name));
          expect(new Set(names).size).toBe(names.length);
          for (const name of names)
            expect(name).toMatch(/^kubernetes-prod-[abc]-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
        });
      }),
      RUNS,
    );
  });

  it('removal completes within a few minutes', () => {
    fc.assert(
      fc.property(stories({ outages: true }), (story) => {
        const simulation = live(story);
        simulation.remove();
        expect(simulation.settle(10 * MINUTE)).toBeLessThan(5 * MINUTE);
        expect(simulation.isGone).toBe(true);
      }),
      RUNS,
    );
  });

  it('one long step and many short ones lead to the same world', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(stories({ outages: true }), steps, (story, gaps) => {
        const { world, rules, environment, now } = live(story);
        let short = world;
        let at = now;
        for (const gap of gaps) {
          at += gap;
          short = advance(short, at, rules, environment);
        }
        const long = advance(world, at, rules, environment);
        expect(JSON.stringify(short)).toBe(JSON.stringify(long));
      }),
      RUNS,
    );
  });

  it('the same seed and the same steps make the same world', () => {
    fc.assert(
      fc.property(stories({ outages: true }), (story) => {
        expect(JSON.stringify(live(story).world)).toBe(JSON.stringify(live(story).world));
      }),
      RUNS,
    );
  });

  it('a world that was kept as text and read again goes on as before', () => {
    fc.assert(
      fc.property(stories({ outages: true }), fc.integer({ min: 1, max: HOUR }), (story, ms) => {
        const { world, rules, environment, now } = live(story);
        const read = JSON.parse(JSON.stringify(world)) as typeof world;
        const direct = advance(world, now + ms, rules, environment);
        const again = advance(read, now + ms, rules, JSON.parse(JSON.stringify(environment)));
        expect(JSON.stringify(again)).toBe(JSON.stringify(direct));
      }),
      RUNS,
    );
  });

  it('a settled world is the same object at any later time', () => {
    fc.assert(
      fc.property(stories(), fc.integer({ min: 1, max: 1000 * HOUR }), (story, ms) => {
        const simulation = live(story);
        simulation.settle(4 * HOUR);
        const { world, rules, environment, now } = simulation;
        expect(nextChangeAt(world, environment)).toBeUndefined();
        expect(advance(world, now + ms, rules, environment)).toBe(world);
      }),
      { numRuns: 50 },
    );
  });
});
