// Several reconcilers on one store: they share the work, and nobody's end stops it.
import { afterEach, describe, expect, it } from 'vitest';
import { createWorld, type World } from './support/world.ts';

let world: World;
afterEach(() => world.end());

const LEASE_TTL_MS = 15_000;
const HEARTBEAT_MS = 5_000;
const TAKEOVER_PROBE_MS = 1_000;
const names = Array.from({ length: 24 }, (_, index) => `c${index}`);

/** Clusters that a process has written about. */
function clustersOf(process: Awaited<ReturnType<World['start']>>): Set<string> {
  const ids = process.commits.flatMap(({ writes }) => writes.map(({ key }) => key));
  return new Set(ids.filter(({ kind }) => kind === 'clusterStatus').map(({ id }) => id));
}

describe('two replicas', () => {
  it('share the clusters, each cluster having one owner', async () => {
    world = createWorld();
    const [a, b] = [await world.start(), await world.start()];
    await world.clock.advance(3 * HEARTBEAT_MS);
    for (const name of names) await world.writer.createCluster(name, { web: {} });
    expect(await world.settle()).toBeDefined();
    const [ofA, ofB] = [clustersOf(a), clustersOf(b)];
    expect(ofA.size + ofB.size).toBe(24);
    expect(ofA.size).toBeGreaterThan(6);
    expect(ofB.size).toBeGreaterThan(6);
  });

  it('survive the death of one: nothing is lost, and nothing waits longer than a lease', async () => {
    world = createWorld();
    const [a, b] = [await world.start(), await world.start()];
    await world.clock.advance(3 * HEARTBEAT_MS);
    const ids: string[] = [];
    for (const name of names) ids.push(await world.writer.createCluster(name, { web: {} }));
    await world.clock.advance(20_000);
    const killedAt = world.clock.now();
    b.kill();
    const orphaned = names.filter((name) => clustersOf(b).has(name));
    expect(orphaned.length).toBeGreaterThan(0);
    const seen = () => clustersOf(a);
    while (!orphaned.every((name) => seen().has(name)) && world.clock.now() - killedAt < 120_000) {
      await world.clock.advance(500);
    }
    // The first change that the heir sees comes with the next tick of the platform at the latest.
    expect(world.clock.now() - killedAt).toBeLessThanOrEqual(LEASE_TTL_MS + TAKEOVER_PROBE_MS + 500);
    expect(await world.settle()).toBeDefined();
    for (const id of ids) expect((await world.writer.operation(id)).status).toBe('succeeded');
  });

  it('a change for the other one is left to the other one', async () => {
    world = createWorld();
    const [a, b] = [await world.start(), await world.start()];
    await world.clock.advance(3 * HEARTBEAT_MS);
    for (const name of names) await world.writer.createCluster(name);
    await world.settle();
    expect([...clustersOf(a)].filter((name) => clustersOf(b).has(name))).toEqual([]);
    expect(a.fenced + b.fenced).toBe(0);
  });
});
