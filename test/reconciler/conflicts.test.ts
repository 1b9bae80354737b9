// A commit that is refused however often it is read anew must not take the process: everybody else would stand still.
import { afterEach, expect, it } from 'vitest';
import type { LogLevel } from '../../service/src/log.ts';
import type { PassResult } from '../../service/src/reconciler/reconcile.ts';
import { CONFLICTS_IN_A_ROW } from '../../service/src/reconciler/schedule.ts';
import type { Batch, CommitResult, Store } from '../../service/src/store/store.ts';
import { createWorld, type World } from './support/world.ts';

/** Without a bound on them the test would not end: so many are refused, and then no more. */
const REFUSED_AT_MOST = 5_000;

let world: World;
afterEach(() => world.end());

/** A store that refuses what passes write about one cluster as long as it is told to. */
function refusing(store: Store, name: string, isRefused: () => boolean): Store {
  const commit = async (batch: Batch): Promise<CommitResult> => {
    const write = batch.writes.find(({ key }) => key.kind === 'clusterStatus' && key.id === name);
    if (write === undefined || batch.fence === undefined || !isRefused()) return store.commit(batch);
    return { ok: false, conflict: 'revision', key: write.key, actual: 'absent' };
  };
  return new Proxy(store, {
    get(target, member) {
      if (member === 'commit') return commit;
      const own: unknown = Reflect.get(target, member);
      return typeof own === 'function' ? own.bind(target) : own;
    },
  });
}

it('a conflict that does not end is tried again later and later, and the others go on', async () => {
  world = createWorld();
  let refused = 0;
  let isSpoiled = true;
  const passes: PassResult['result'][] = [];
  const told: string[] = [];
  await world.start({
    store: refusing(world.store, 'spoiled', () => {
      if (isSpoiled) refused += 1;
      return isSpoiled && refused <= REFUSED_AT_MOST;
    }),
    onPass: (cluster, { result }) => void (cluster.name === 'spoiled' && passes.push(result)),
    log: (_level: LogLevel, event: string) => void told.push(event),
  });
  const id = await world.writer.createCluster('spoiled');
  await world.clock.advance(0);
  expect(passes).toEqual(Array.from({ length: CONFLICTS_IN_A_ROW }, () => 'conflict'));
  expect(told).toContain('pass_conflicts');

  const other = await world.writer.createCluster('well');
  await world.clock.advance(900_000);
  expect((await world.writer.operation(other)).status).toBe('succeeded');
  // A minute between two of them at most, and half of that at least.
  expect(refused).toBeLessThan(CONFLICTS_IN_A_ROW + 50);

  isSpoiled = false;
  await world.clock.advance(900_000);
  expect((await world.writer.operation(id)).status).toBe('succeeded');
});
