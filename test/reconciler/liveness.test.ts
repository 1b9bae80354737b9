// While everything fails at random, nothing is promised but safety. Once the faults stop, every operation comes to an
// end within a bounded time.
import { afterEach, describe, expect, it } from 'vitest';
import { PlatformError } from '../../service/src/platform/platform.ts';
import { createSeededRandom, type Random } from '../../service/src/random.ts';
import { StoreError } from '../../service/src/store/errors.ts';
import { scaled } from '../support/scale.ts';
import { createWorld, type World } from './support/world.ts';

let world: World;
afterEach(() => world.end());

// A tenth in `npm test`, all of it in `npm run test:full`, ten times as much in a soak.
const SEEDS = scaled(600, 60);
/** After the last fault: the longest backoff, a lease, and the slowest flow of the platform. */
const BOUND_MS = 3_600_000;

/** Something that users do, which may be refused by the state that the cluster is in. */
const ACTIONS: readonly ((name: string) => Promise<unknown>)[] = [
  (name) => world.writer.updateNodeGroup(name, 'web', { minReplicas: 3 }),
  (name) => world.writer.updateNodeGroup(name, 'web', { instanceType: 'm1.large' }),
  (name) => world.writer.createNodeGroup(name, 'more', { minReplicas: 1 }),
  (name) => world.writer.deleteNodeGroup(name, 'web'),
  (name) => world.writer.enableAddon(name, 'flux'),
  (name) => world.writer.enableAddon(name, 'ingress-nginx'),
  (name) => world.writer.upgrade(name, { targetVersion: '1.34' }),
  (name) => world.writer.upgrade(name, { targetVersion: '1.35' }),
  (name) => world.writer.updateCluster(name, { displayName: 'Other' }),
  (name) => world.writer.deleteCluster(name),
];

/** Every call fails with a small chance, before or after it had its effect. */
function breakThings(random: Random): void {
  const { platform, store } = world;
  platform.beforeCall = () => {
    if (random.int(10) === 0) throw new PlatformError('Timeout', 'No answer.', { retryable: true });
    if (random.int(200) === 0) throw new PlatformError('Refused', 'Not this.', { retryable: false });
    if (random.int(50) === 0) throw new Error('A bug in the driver.');
  };
  const commit = store.commit.bind(store);
  store.commit = async (batch) => {
    if (batch.fence === undefined || random.int(10) > 0) return commit(batch);
    if (random.int(2) === 0) await commit(batch);
    throw new StoreError('unavailable', 'The answer is lost.');
  };
}

async function live(seed: number): Promise<{ operations: number; waitedMs: number }> {
  world = createWorld(seed);
  const random = createSeededRandom(seed).fork('faults');
  const repair = world.store.commit;
  breakThings(random);
  await world.start();
  for (const name of ['a', 'b']) await world.writer.createCluster(name, { web: {} }, ['cert-manager']);
  for (let step = 0; step < 15; step += 1) {
    await world.clock.advance(random.int(60_000));
    if (random.int(5) === 0)
      await world.start({ atFailpoint: (_, process) => random.int(30) === 0 && process.kill() });
    await ACTIONS[random.int(ACTIONS.length)]!(random.int(2) === 0 ? 'a' : 'b').catch(() => undefined);
  }
  world.platform.beforeCall = () => {};
  world.store.commit = repair;
  await world.start();
  const waitedMs = await world.settle(BOUND_MS);
  expect(await world.writer.openOperations(), `seed ${seed}`).toEqual([]);
  const operations = await world.store.count({ kind: 'operation', tenant: 'demo' });
  await world.end();
  return { operations, waitedMs: waitedMs! };
}

describe('when the faults stop', () => {
  it(
    `every operation ends, for ${SEEDS} seeds`,
    async () => {
      const runs: Awaited<ReturnType<typeof live>>[] = [];
      for (let seed = 0; seed < SEEDS; seed += 1) runs.push(await live(seed));
      const operations = runs.reduce((sum, run) => sum + run.operations, 0);
      const slowest = Math.max(...runs.map(({ waitedMs }) => waitedMs));
      console.log(
        `liveness: ${SEEDS} seeds, ${operations} operations, the slowest ended after ${slowest / 1000} s`,
      );
      expect(operations).toBeGreaterThan(SEEDS * 5);
    },
    SEEDS * 5_000,
  );
});
