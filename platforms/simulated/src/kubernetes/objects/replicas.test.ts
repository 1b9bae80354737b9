// Replicas of one cluster under random writes, on a store that fails before and after what it is asked: whatever happens,
// they come to the same objects, and a watch that is resumed anywhere knows them, too.
import { COMPACTED, type KubernetesObject, type StoredChange } from '@hikube/kubernetes-api';
import { createSeededRandom, type Random } from '@hikube/service/platform';
import { createMemoryStore, type Store, StoreError } from '@hikube/service/store';
import { expect, test } from 'vitest';
import { type ObjectsUnderTest, objectsOn } from '../../testing/cluster-objects.ts';
import type { ClusterObjects } from './cluster-objects.ts';
import { Feed } from './feed.ts';
import type { Shown } from './shown.ts';

const SEEDS = Math.max(20, Math.round(Number(process.env['HIKUBE_TEST_SCALE'] ?? '0.1') * 200));
const STEPS = 60;
const RESOURCES = ['configmaps', 'secrets'] as const;
const NAMES = ['a', 'b', 'c', 'd'];

/** A store whose calls fail now and then, some of them after they were carried out. */
function failing(store: Store, random: Random, faults: { on: boolean; count: number }): Store {
  const strike = (): void => {
    if (!faults.on || random.int(12) > 0) return;
    faults.count += 1;
    throw new StoreError('unavailable', 'The store is away.');
  };
  const call =
    <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      strike();
      const result = await work(...args);
      strike();
      return result;
    };
  return {
    ...store,
    get: call(store.get.bind(store)) as Store['get'],
    getMany: call(store.getMany.bind(store)) as Store['getMany'],
    list: call(store.list.bind(store)) as Store['list'],
    commit: call(store.commit.bind(store)),
    changes: call(store.changes.bind(store)),
    sequence: call(store.sequence.bind(store)),
  };
}

const keyOf = (resource: string, name: string) => ({ resource, namespace: 'x', name });
const object = (name: string, value: number): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Any',
  metadata: { name, namespace: 'x' },
  data: { value },
});

async function all(objects: ClusterObjects): Promise<readonly KubernetesObject[]> {
  const lists = await Promise.all(RESOURCES.map((resource) => objects.list({ resource })));
  return lists.flatMap((list) => (list === COMPACTED ? [] : list.items));
}

/** What somebody knows who listed once and then only watched. */
class Watcher {
  readonly known = new Map<string, KubernetesObject>();
  resumed = 0;
  #since = 0;
  #end = (): void => {};

  async begin(objects: ClusterObjects, resource: string): Promise<void> {
    this.#end();
    const told = ({ type, object: one, revision }: StoredChange): void => {
      this.#since = Math.max(this.#since, revision);
      if (type === 'DELETED') this.known.delete(one.metadata.name ?? '');
      else this.known.set(one.metadata.name ?? '', one);
    };
    const end = this.#since === 0 ? COMPACTED : await objects.watch({ resource }, this.#since, told);
    if (end !== COMPACTED) {
      this.resumed += 1;
      this.#end = end;
      return;
    }
    const list = await objects.list({ resource });
    if (list === COMPACTED) throw new Error('a list of now is never too old');
    this.known.clear();
    for (const one of list.items) this.known.set(one.metadata.name ?? '', one);
    this.#since = list.revision;
    const again = await objects.watch({ resource }, list.revision, told);
    if (again !== COMPACTED) this.#end = again;
  }
}

test(`${SEEDS} seeds of ${STEPS} steps: three replicas agree, and so do watches that went from one to another`, async () => {
  let [writes, faultCount, resumed] = [0, 0, 0];
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const random = createSeededRandom(`replicas/${seed}`);
    const faults = { on: false, count: 0 };
    const store = createMemoryStore({
      clock: { now: () => 0, monotonic: () => 0, schedule: () => () => {} },
    });
    const flaky = failing(store, random, faults);
    const under = await objectsOn(store);
    let shown = await under.shown({});
    const look = async (): Promise<Shown> => shown;
    const open = (): ReturnType<ObjectsUnderTest['open']> =>
      under.open({ store: flaky, feed: new Feed(flaky), look });
    const replicas = [await open(), await open(), await open()];
    const watcher = new Watcher();
    await watcher.begin(replicas[0]!, 'configmaps');
    faults.on = true;
    for (let step = 0; step < STEPS; step += 1) {
      const at = random.int(replicas.length);
      const replica = replicas[at]!;
      const key = keyOf(RESOURCES[random.int(2)]!, NAMES[random.int(NAMES.length)]!);
      const now = await replica.get(key);
      const expected = Number(now?.metadata.resourceVersion ?? 0);
      const kind = random.int(10);
      try {
        if (kind === 0) replicas[at] = await open();
        else if (kind === 1) {
          const fixed =
            random.int(2) === 0 ? [] : [{ resource: key.resource, object: object(key.name, -step) }];
          shown = await under.shown({ fixed });
        } else if (kind === 2) await replica.sync();
        else if (kind < 5) await replica.write({ key, expected });
        else await replica.write({ key, expected, object: object(key.name, step) });
        writes += 1;
        if (kind === 0 || kind === 2) await watcher.begin(replicas[at]!, 'configmaps');
      } catch {
        // Whoever was refused or heard nothing asks again; what matters is where they all come to.
      }
    }
    faults.on = false;
    for (const replica of replicas) await replica.sync();
    const fresh = await all(await open());
    for (const replica of replicas)
      expect({ seed, objects: plain(await all(replica)) }).toEqual({ seed, objects: plain(fresh) });
    await watcher.begin(replicas[1]!, 'configmaps');
    const configMaps = await replicas[1]!.list({ resource: 'configmaps' });
    expect({ seed, known: [...watcher.known.keys()].sort() }).toEqual({
      seed,
      known:
        configMaps === COMPACTED ? [] : configMaps.items.map(({ metadata }) => metadata.name ?? '').sort(),
    });
    faultCount += faults.count;
    resumed += watcher.resumed;
  }
  console.log(
    `objects of clusters: ${SEEDS} histories with ${writes} steps at three replicas, ${faultCount} faults of the store, ${resumed} watches went on elsewhere: 0 differ`,
  );
});

/** What is the same everywhere: objects of the world have a version in each process from when it began to look. */
function plain(objects: readonly KubernetesObject[]): unknown {
  return objects.map(({ metadata: { name }, data }) => ({ name, data }));
}
