// What is particular to the simulated platform: what it keeps, restarts, races, hints and refusals.
import { createVirtualClock, PlatformError } from '@hikube/service/platform';
import { createMemoryStore } from '@hikube/service/store';
import { describe, expect, it } from 'vitest';
import { createMemoryWorlds, createSimulatedPlatform, type WorldStore } from './index.ts';
import { addon, cluster, group } from './testing/desired.ts';
import { HOUR, MINUTE, SECOND, START } from './testing/simulation.ts';

const WISH = cluster({
  nodeGroups: [group('web', { minReplicas: 2 }), group('ml', { gpus: ['nvidia.com/H100_94GB'] })],
  addons: [addon('flux'), addon('monitoring')],
});

/** Counts what is written. */
function counting(worlds: WorldStore): { readonly worlds: WorldStore; readonly saves: () => number } {
  let saves = 0;
  const counted: WorldStore = {
    load: (ref) => worlds.load(ref),
    loadEnvironment: () => worlds.loadEnvironment(),
    list: () => worlds.list(),
    page: (tenant, after, limit) => worlds.page(tenant, after, limit),
    retained: (tenant) => worlds.retained(tenant),
    removeRetained: (tenant, uid, forgetAt) => worlds.removeRetained(tenant, uid, forgetAt),
    watch: (listener) => worlds.watch(listener),
    save(saving) {
      saves += 1;
      return worlds.save(saving);
    },
  };
  return { worlds: counted, saves: () => saves };
}

describe('what is written', () => {
  it('is nothing for a settled cluster, however often it is looked at or wished for', async () => {
    const clock = createVirtualClock(START);
    const { worlds, saves } = counting(createMemoryWorlds(clock));
    const platform = createSimulatedPlatform({ clock, worlds });
    await platform.apply(WISH);
    await clock.advance(HOUR);
    await platform.observe(WISH);
    const before = saves();
    for (let round = 0; round < 100; round += 1) {
      await clock.advance(10 * MINUTE);
      await platform.observe(WISH);
      await platform.apply(WISH);
      await platform.catalogue(WISH.tenant);
    }
    expect(saves()).toBe(before);
  });

  it('is nothing between two events of a cluster on its way', async () => {
    const clock = createVirtualClock(START);
    const { worlds, saves } = counting(createMemoryWorlds(clock));
    const platform = createSimulatedPlatform({ clock, worlds });
    await platform.apply(WISH);
    expect(saves()).toBe(1);
    const { nextChangeAt } = (await platform.observe(WISH))!;
    await clock.advanceTo(nextChangeAt! - 1);
    await platform.observe(WISH);
    expect(saves()).toBe(1);
    await clock.advance(1);
    await platform.observe(WISH);
    expect(saves()).toBe(2);
  });
});

describe('the authority of a cluster', () => {
  it('is made ahead where a cluster is assigned, so that its first wish and every look take no real time', async () => {
    const clock = createVirtualClock(START);
    const store = createMemoryStore({ clock });
    const platform = createSimulatedPlatform({ clock, store });
    await platform.assign(WISH, { exposure: 'proxied', topology: 'production' });
    expect(await store.count({ kind: 'clusterAuthority' })).toBe(0);
    let authority: string | undefined;
    const looked = platform
      .apply(WISH)
      .then(() => platform.observe(WISH))
      .then((seen) => {
        authority = seen?.certificateAuthority;
      });
    // One turn of the event loop, in which no other thread can have made a key.
    await clock.advance(0);
    expect(authority).toMatch(/^-----BEGIN CERTIFICATE/);
    await looked;
    expect(await store.count({ kind: 'clusterAuthority' })).toBe(1);
  });

  it('is the same one for whoever looks first, in any process', async () => {
    const clock = createVirtualClock(START);
    const store = createMemoryStore({ clock });
    const replicas = [0, 1].map(() => createSimulatedPlatform({ clock, store }));
    for (const platform of replicas)
      await platform.assign(WISH, { exposure: 'proxied', topology: 'production' });
    await Promise.all(replicas.map((platform) => platform.apply(WISH)));
    const seen = await Promise.all(replicas.map((platform) => platform.observe(WISH)));
    expect(new Set(seen.map((each) => each?.certificateAuthority)).size).toBe(1);
    expect(await store.count({ kind: 'clusterAuthority' })).toBe(1);
  });
});

describe('a restart', () => {
  it('at any moment changes nothing of the story', async () => {
    const story = async (restartEvery: number) => {
      const clock = createVirtualClock(START);
      const store = createMemoryStore({ clock });
      const start = () => createSimulatedPlatform({ clock, seed: 's', store });
      let platform = start();
      await platform.apply(WISH);
      const seen: string[] = [];
      const authorities = new Set<string | undefined>();
      for (let step = 1; step <= 200; step += 1) {
        await clock.advance(5 * SECOND);
        if (step % restartEvery === 0) {
          await platform.close();
          platform = start();
        }
        if (step === 100) await platform.controls.setSite('gland', false);
        const { certificateAuthority, ...rest } = (await platform.observe(WISH))!;
        authorities.add(certificateAuthority);
        seen.push(JSON.stringify(rest));
      }
      expect([...authorities]).toEqual([expect.stringMatching(/^-----BEGIN CERTIFICATE/)]);
      return seen;
    };
    expect(await story(7)).toEqual(await story(1_000_000));
  });

  it('long after the last look catches up', async () => {
    const clock = createVirtualClock(START);
    const store = createMemoryStore({ clock });
    await createSimulatedPlatform({ clock, store }).apply(WISH);
    await clock.advance(24 * HOUR);
    const seen = (await createSimulatedPlatform({ clock, store }).observe(WISH))!;
    expect(seen).toMatchObject({ apiReady: true, observedGeneration: 1 });
    expect(seen.nextChangeAt).toBeUndefined();
  });
});

describe('two replicas on one store', () => {
  it('see the same cluster, and neither overwrites the other', async () => {
    const clock = createVirtualClock(START);
    const store = createMemoryStore({ clock });
    const replicas = [0, 1].map(() => createSimulatedPlatform({ clock, store }));
    await Promise.all(replicas.map((platform) => platform.apply(WISH)));
    for (let step = 0; step < 200; step += 1) {
      await clock.advance(3 * SECOND);
      const [mine, theirs] = await Promise.all(replicas.map((platform) => platform.observe(WISH)));
      expect(theirs).toEqual(mine);
    }
    expect((await replicas[0]!.observe(WISH))!.observedGeneration).toBe(1);
  });

  it('never hand out more GPUs than there are', async () => {
    const clock = createVirtualClock(START);
    const store = createMemoryStore({ clock });
    const stock = { 'nvidia.com/H100_94GB': 3 };
    const replicas = [0, 1].map(() => createSimulatedPlatform({ clock, stock, store }));
    const wishes = Array.from({ length: 6 }, (_, number) =>
      cluster({
        uid: `uid-${number}`,
        name: `c${number}`,
        nodeGroups: [group('ml', { gpus: ['nvidia.com/H100_94GB'] })],
      }),
    );
    await Promise.all(wishes.map((wish, index) => replicas[index % 2]!.apply(wish)));
    for (let step = 0; step < 100; step += 1) {
      await clock.advance(4 * SECOND);
      const looks = wishes.map((wish, index) => replicas[(index + step) % 2]!.observe(wish));
      const nodes = (await Promise.all(looks)).flatMap((seen) => seen!.nodeGroups[0]!.nodes);
      expect(nodes.filter(({ phase }) => phase !== 'Scheduling').length).toBeLessThanOrEqual(3);
    }
    const looks = await Promise.all(wishes.map((wish) => replicas[0]!.observe(wish)));
    const failures = looks.filter((seen) => seen!.nodeGroups[0]!.failure !== undefined);
    expect(failures).toHaveLength(3);
  });

  it('come to an end however many clusters ask for GPUs at once', async () => {
    const clock = createVirtualClock(START);
    const store = createMemoryStore({ clock });
    const replicas = [0, 1].map(() => createSimulatedPlatform({ clock, store }));
    const wishes = Array.from({ length: 60 }, (_, number) =>
      cluster({
        uid: `uid-${number}`,
        name: `c${number}`,
        nodeGroups: [group('ml', { gpus: ['nvidia.com/AD102GL_L40S'] })],
      }),
    );
    await Promise.all(wishes.map((wish, index) => replicas[index % 2]!.apply(wish)));
    await clock.advance(HOUR);
    const looks = await Promise.all(wishes.map((wish, index) => replicas[index % 2]!.observe(wish)));
    expect(looks.filter((seen) => seen!.observedGeneration === 1)).toHaveLength(60);
  });

  it('tell each other what was changed from outside', async () => {
    const clock = createVirtualClock(START);
    const store = createMemoryStore({ clock });
    const [mine, theirs] = [0, 1].map(() => createSimulatedPlatform({ clock, store }));
    await mine!.apply(WISH);
    await clock.advance(HOUR);
    await mine!.observe(WISH);
    const heard: string[] = [];
    mine!.watch(({ name }) => heard.push(name));
    await clock.advance(SECOND);
    await theirs!.controls.setDemand(WISH, 'web', { pods: 20, cpu: '1' });
    await clock.advance(SECOND);
    expect(heard).toEqual(['prod']);
    await theirs!.controls.setSite('gland', false);
    await clock.advance(SECOND);
    expect(heard).toEqual(['prod', 'prod']);
  });
});

describe('watching', () => {
  it('tells each change of a cluster that is looked at', async () => {
    const clock = createVirtualClock(START);
    const platform = createSimulatedPlatform({ clock });
    let looks = 0;
    platform.watch((ref) => {
      looks += 1;
      void platform.observe(ref);
    });
    await platform.apply(WISH);
    await clock.advance(HOUR);
    expect(looks).toBeGreaterThan(15);
    expect(clock.pending).toBe(0);
    expect((await platform.observe(WISH))!.observedGeneration).toBe(1);
  });
});

describe('refusals', () => {
  it('of a wish say why and keep the cluster as it is', async () => {
    const clock = createVirtualClock(START);
    const platform = createSimulatedPlatform({ clock });
    await platform.apply(WISH);
    await clock.advance(HOUR);
    const before = await platform.observe(WISH);
    const refusal = platform.apply({ ...WISH, generation: 2, version: '1.33' });
    await expect(refusal).rejects.toBeInstanceOf(PlatformError);
    await expect(refusal).rejects.toMatchObject({ reason: 'VersionDowngrade', retryable: false });
    expect(await platform.observe(WISH)).toEqual(before);
  });

  it('meet who wishes for a cluster that was removed, for an hour', async () => {
    const clock = createVirtualClock(START);
    const platform = createSimulatedPlatform({ clock });
    await platform.apply(WISH);
    await platform.remove(WISH);
    await clock.advance(10 * MINUTE);
    expect(await platform.observe(WISH)).toBeUndefined();
    await expect(platform.apply(WISH)).rejects.toMatchObject({ reason: 'Removed', retryable: false });
    expect(await platform.observe(WISH)).toBeUndefined();
  });

  it('of a speed that is none come at once', () => {
    const clock = createVirtualClock(START);
    for (const speed of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => createSimulatedPlatform({ clock, speed })).toThrow(RangeError);
    }
  });
});

describe('a store that fails', () => {
  it('is an error that may be tried again, and loses nothing', async () => {
    const clock = createVirtualClock(START);
    const memory = createMemoryWorlds(clock);
    let broken = false;
    const fail = async () => Promise.reject(new Error('the disk is full'));
    const worlds: WorldStore = {
      load: (ref) => (broken ? fail() : memory.load(ref)),
      loadEnvironment: () => (broken ? fail() : memory.loadEnvironment()),
      save: (saving) => (broken ? fail() : memory.save(saving)),
      list: () => memory.list(),
      page: (tenant, after, limit) => memory.page(tenant, after, limit),
      retained: () => (broken ? fail() : memory.retained('acme')),
      removeRetained: fail,
      watch: (listener) => memory.watch(listener),
    };
    const platform = createSimulatedPlatform({ clock, worlds });
    await platform.apply(WISH);
    broken = true;
    for (const call of [platform.apply(WISH), platform.observe(WISH), platform.catalogue(WISH.tenant)]) {
      await expect(call).rejects.toMatchObject({ reason: 'StateUnavailable', retryable: true });
    }
    broken = false;
    await clock.advance(HOUR);
    expect((await platform.observe(WISH))!.observedGeneration).toBe(1);
  });
});

describe('faults of calls', () => {
  it('strike the methods of the platform', async () => {
    const clock = createVirtualClock(START);
    const platform = createSimulatedPlatform({
      clock,
      faults: () => [{ kind: 'CallFails', method: 'apply', times: 1, answerLost: true }],
    });
    await expect(platform.apply(WISH)).rejects.toMatchObject({ reason: 'Unreachable', retryable: true });
    expect(await platform.observe(WISH)).toBeDefined();
    await platform.apply(WISH);
  });
});
