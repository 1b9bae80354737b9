// A replica hears what others change in the simulation, and nothing of what it changed itself.
import { type Clock, createVirtualClock } from '@hikube/service/platform';
import { createMemoryStore, type Store } from '@hikube/service/store';
import { describe, expect, it } from 'vitest';
import { cluster } from '../testing/desired.ts';
import { Simulation, START } from '../testing/simulation.ts';
import { createEnvironment } from '../world/environment.ts';
import { createStoreWorlds } from './store-worlds.ts';

const REF = { tenant: 'acme', name: 'prod', uid: 'uid-1' };
const WORLD = new Simulation(cluster(REF)).world;

function replicas() {
  const clock = createVirtualClock(START);
  const store = createMemoryStore({ clock });
  const [mine, theirs] = [createStoreWorlds(store), createStoreWorlds(store)];
  const heard: string[] = [];
  const end = mine.watch((ref) =>
    heard.push(ref === undefined ? 'everything' : `${ref.tenant}/${ref.name}/${ref.uid}`),
  );
  return { clock, store, mine, theirs, heard, end, settle: () => clock.advance(0) };
}

/** The same store, whose commits are answered a second after they were done. */
function withSlowCommits(store: Store, clock: Clock): Store {
  const commit: Store['commit'] = async (batch) => {
    const result = await store.commit(batch);
    await new Promise<void>((resolve) => clock.schedule(clock.now() + 1000, resolve));
    return result;
  };
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = name === 'commit' ? commit : Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

const saving = { world: { ref: REF, value: WORLD, expected: 'absent' } } as const;

describe('the changes of others', () => {
  it('name the cluster', async () => {
    const { theirs, heard, settle } = replicas();
    await settle();
    await theirs.save(saving);
    await settle();
    expect(heard).toEqual(['acme/prod/uid-1']);
  });

  it('to the environment are about everything', async () => {
    const { theirs, heard, settle } = replicas();
    await settle();
    await theirs.save({ environment: { value: createEnvironment({}), expected: 'absent' } });
    await settle();
    expect(heard).toEqual(['everything']);
  });

  it('do not include one’s own', async () => {
    const { mine, theirs, heard, settle } = replicas();
    await settle();
    await mine.save(saving);
    await settle();
    expect(heard).toEqual([]);
    const { version } = (await mine.load(REF)).world!;
    await theirs.save({ world: { ref: REF, value: WORLD, expected: version } });
    await settle();
    expect(heard).toEqual(['acme/prod/uid-1']);
  });

  it('do not include one’s own when the feed is faster than the answer', async () => {
    const clock = createVirtualClock(START);
    const store = createMemoryStore({ clock });
    const worlds = createStoreWorlds(withSlowCommits(store, clock));
    const heard: unknown[] = [];
    worlds.watch((ref) => heard.push(ref));
    await clock.advance(0);
    const saved = worlds.save(saving);
    await clock.advance(5000);
    expect(await saved).toBe(true);
    expect(heard).toEqual([]);
  });

  it('to other kinds of documents are nobody’s concern', async () => {
    const { store, heard, settle } = replicas();
    await settle();
    const key = { tenant: 'acme', kind: 'cluster', id: 'prod' };
    await store.commit({ writes: [{ key, body: {}, expect: 'absent' }] });
    await settle();
    expect(heard).toEqual([]);
  });

  it('that the feed has forgotten are about everything', async () => {
    const { store, theirs, heard, settle } = replicas();
    await settle();
    // Between the save and the moment in which the hint is followed, the feed is cut.
    await theirs.save(saving);
    await store.compact(await store.sequence());
    await settle();
    expect(heard).toHaveLength(1);
  });

  it('are heard no more after the end', async () => {
    const { theirs, heard, settle, end } = replicas();
    await settle();
    end();
    await theirs.save(saving);
    await settle();
    expect(heard).toEqual([]);
  });
});
