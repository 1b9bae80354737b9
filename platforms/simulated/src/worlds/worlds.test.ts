// What every place for worlds guarantees, in memory and over a store.
import { createVirtualClock } from '@hikube/service/platform';
import { createMemoryStore } from '@hikube/service/store';
import { describe, expect, it } from 'vitest';
import { cluster } from '../testing/desired.ts';
import { HOUR, Simulation, START } from '../testing/simulation.ts';
import { createEnvironment, withSite } from '../world/environment.ts';
import { createMemoryWorlds } from './memory-worlds.ts';
import { createStoreWorlds } from './store-worlds.ts';

const REF = { tenant: 'acme', name: 'prod', uid: 'uid-1' };
const WORLD = new Simulation(cluster(REF)).world;
const ENVIRONMENT = createEnvironment({ L40S: 4 });

const places = [
  ['memory', (clock: ReturnType<typeof createVirtualClock>) => createMemoryWorlds(clock)],
  [
    'a store',
    (clock: ReturnType<typeof createVirtualClock>) => createStoreWorlds(createMemoryStore({ clock })),
  ],
] as const;

describe('a world of another version of the service', () => {
  it('is refused in one sentence', async () => {
    const worlds = createStoreWorlds(createMemoryStore({ clock: createVirtualClock(START) }));
    const strange = { ...WORLD, shape: 99 } as unknown as typeof WORLD;
    await worlds.save({ world: { ref: REF, value: strange, expected: 'absent' } });
    const sentence = 'A simulated cluster has the shape 99; this version reads 2.';
    await expect(worlds.load(REF)).rejects.toThrow(sentence);
  });
});

describe.each(places)('worlds in %s', (_, open) => {
  function fresh() {
    const clock = createVirtualClock(START);
    return { clock, worlds: open(clock) };
  }

  async function refs(worlds: ReturnType<typeof open>): Promise<readonly string[]> {
    const found: string[] = [];
    for await (const { ref } of worlds.list()) found.push(`${ref.tenant} ${ref.name} ${ref.uid}`);
    return found.sort();
  }

  it('are empty at first', async () => {
    const { worlds } = fresh();
    expect(await worlds.load(REF)).toEqual({ world: undefined, environment: undefined });
    expect(await worlds.loadEnvironment()).toBeUndefined();
    expect(await refs(worlds)).toEqual([]);
  });

  it('come back as they were kept', async () => {
    const { worlds } = fresh();
    expect(await worlds.save({ world: { ref: REF, value: WORLD, expected: 'absent' } })).toBe(true);
    const { world } = await worlds.load(REF);
    expect(world!.value).toEqual(WORLD);
    expect(JSON.stringify(world!.value)).toBe(JSON.stringify(WORLD));
  });

  it('are replaced only by who knows the present version', async () => {
    const { worlds } = fresh();
    await worlds.save({ world: { ref: REF, value: WORLD, expected: 'absent' } });
    const { version } = (await worlds.load(REF)).world!;
    const next = { ...WORLD, draws: 1000 };
    expect(await worlds.save({ world: { ref: REF, value: next, expected: 'absent' } })).toBe(false);
    expect(await worlds.save({ world: { ref: REF, value: next, expected: version + 1000 } })).toBe(false);
    expect((await worlds.load(REF)).world!.value).toEqual(WORLD);
    expect(await worlds.save({ world: { ref: REF, value: next, expected: version } })).toBe(true);
    expect(await worlds.save({ world: { ref: REF, value: WORLD, expected: version } })).toBe(false);
    expect((await worlds.load(REF)).world!.value).toEqual(next);
  });

  it('are kept together with the environment or not at all', async () => {
    const { worlds } = fresh();
    const world = { ref: REF, value: WORLD, expected: 'absent' } as const;
    expect(await worlds.save({ world, environment: { value: ENVIRONMENT, expected: 1 } })).toBe(false);
    expect(await worlds.load(REF)).toEqual({ world: undefined, environment: undefined });
    expect(await worlds.save({ world, environment: { value: ENVIRONMENT, expected: 'absent' } })).toBe(true);
    const loaded = await worlds.load(REF);
    expect(loaded.environment!.value).toEqual(ENVIRONMENT);
    expect(await worlds.loadEnvironment()).toEqual(loaded.environment);
  });

  it('keep the environment alone', async () => {
    const { worlds } = fresh();
    await worlds.save({ environment: { value: ENVIRONMENT, expected: 'absent' } });
    const { version } = (await worlds.loadEnvironment())!;
    const next = withSite(ENVIRONMENT, 'gland', false, START);
    expect(await worlds.save({ environment: { value: next, expected: 'absent' } })).toBe(false);
    expect(await worlds.save({ environment: { value: next, expected: version } })).toBe(true);
    expect((await worlds.loadEnvironment())!.value).toEqual(next);
  });

  it('remember for a while what was removed', async () => {
    const { worlds, clock } = fresh();
    await worlds.save({ world: { ref: REF, value: WORLD, expected: 'absent' } });
    const { version } = (await worlds.load(REF)).world!;
    const forgetAt = clock.now() + HOUR;
    await worlds.save({ world: { ref: REF, value: 'removed', expected: version, forgetAt } });
    expect((await worlds.load(REF)).world!.value).toBe('removed');
    expect(await refs(worlds)).toEqual([]);
    await clock.advance(HOUR - 1);
    expect((await worlds.load(REF)).world!.value).toBe('removed');
    await clock.advance(1);
    expect((await worlds.load(REF)).world).toBeUndefined();
    expect(await worlds.save({ world: { ref: REF, value: WORLD, expected: 'absent' } })).toBe(true);
  });

  it('keep what leaves a cluster together with the cluster, or not at all', async () => {
    const { worlds, clock } = fresh();
    const volume = {
      ...{ name: 'data', uid: 'uid-v', storageClass: 'local', size: '1Gi', createdAt: START },
      cluster: REF,
      releasedAt: START,
    };
    const saving = { ref: REF, value: WORLD, retained: [volume] };
    expect(await worlds.save({ world: { ...saving, expected: 7 } })).toBe(false);
    expect(await worlds.retained('acme')).toEqual([]);
    expect(await worlds.save({ world: { ...saving, expected: 'absent' } })).toBe(true);
    expect(await worlds.retained('acme')).toEqual([volume]);
    expect(await worlds.retained('other')).toEqual([]);
    const forgetAt = clock.now() + HOUR;
    expect(await worlds.removeRetained('other', 'uid-v', forgetAt)).toBeUndefined();
    expect(await worlds.removeRetained('acme', 'uid-v', forgetAt)).toEqual(volume);
    expect(await worlds.retained('acme')).toEqual([]);
    expect(await worlds.removeRetained('acme', 'uid-v', forgetAt)).toEqual(volume);
    await clock.advance(HOUR);
    expect(await worlds.removeRetained('acme', 'uid-v', forgetAt)).toBeUndefined();
  });

  it('are listed, however many there are', async () => {
    const { worlds } = fresh();
    const expected: string[] = [];
    for (let number = 0; number < 450; number += 1) {
      const ref = { tenant: `t${number % 3}`, name: `c${number}`, uid: `uid-${number}` };
      await worlds.save({ world: { ref, value: { ...WORLD, ref }, expected: 'absent' } });
      expected.push(`${ref.tenant} ${ref.name} ${ref.uid}`);
    }
    expect(await refs(worlds)).toEqual(expected.sort());
  });

  it('are given page by page for a tenant, without those that were removed', async () => {
    const { worlds } = fresh();
    for (const name of ['b', 'd', 'a', 'c']) {
      const ref = { ...REF, name, uid: `uid-${name}` };
      await worlds.save({ world: { ref, value: { ...WORLD, ref }, expected: 'absent' } });
    }
    const ref = { ...REF, name: 'b', uid: 'uid-b' };
    const kept = (await worlds.load(ref)).world!;
    const removal = { ref, value: 'removed', expected: kept.version } as const;
    await worlds.save({ world: { ...removal, forgetAt: START + HOUR } });
    const names = async (after: string | undefined, limit: number) =>
      (await worlds.page('acme', after, limit)).map(({ ref }) => ref.name);
    expect(await names(undefined, 2)).toEqual(['a', 'c']);
    expect(await names('c/uid-c', 2)).toEqual(['d']);
    expect(await names(undefined, 9)).toEqual(['a', 'c', 'd']);
    expect(await worlds.page('other', undefined, 9)).toEqual([]);
  });

  it('of different tenants are different', async () => {
    const { worlds } = fresh();
    await worlds.save({ world: { ref: REF, value: WORLD, expected: 'absent' } });
    expect((await worlds.load({ ...REF, tenant: 'other' })).world).toBeUndefined();
  });
});
