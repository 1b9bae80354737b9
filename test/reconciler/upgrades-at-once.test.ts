// A scheduled upgrade whose time comes for two replicas at the same moment: it starts once.
import type { ClusterEvent } from '@hikube/openapi/types';
import { afterEach, describe, expect, it } from 'vitest';
import { toTimestamp } from '../../service/src/clock.ts';
import { silentLog } from '../../service/src/log.ts';
import { createSeededRandom } from '../../service/src/random.ts';
import { FAILPOINTS } from '../../service/src/reconciler/failpoints.ts';
import { reconcile } from '../../service/src/reconciler/reconcile.ts';
import { createTransientEnvelope } from '../../service/src/secrets/envelope.ts';
import { createWorld, type World } from './support/world.ts';

let world: World;
afterEach(() => world.end());

const SECONDS = 1_000;

/** A cluster that stands, with an upgrade that starts in five minutes. @returns its operation */
async function scheduled(): Promise<{ readonly operation: string; readonly startAt: number }> {
  await world.writer.createCluster('prod', { web: { minReplicas: 1 } });
  expect(await world.settle()).toBeDefined();
  const startAt = world.clock.now() + 300 * SECONDS;
  const changes = { targetVersion: '1.34', start: 'at' as const, startAt: toTimestamp(startAt) };
  return { operation: await world.writer.upgrade('prod', changes), startAt };
}

/** How often people were told that it started. */
async function startsTold(): Promise<number> {
  const events = await world.store.list<ClusterEvent>({ kind: 'event', limit: 1000 });
  return events.filter(({ body }) => body.reason === 'UpgradeRunning').length;
}

async function hasStartedOnce(startAt: number): Promise<void> {
  expect(await world.writer.cluster('prod')).toMatchObject({ version: '1.34', generation: 2 });
  expect(await startsTold()).toBe(1);
  const { body } = (
    await world.store.list<{ status: { startedAt: string } }>({
      kind: 'versionUpgrade',
      limit: 1,
    })
  )[0]!;
  expect(Date.parse(body.status.startedAt)).toBeGreaterThanOrEqual(startAt);
}

describe('two passes that decide at the same moment', () => {
  it('cannot both start it, although both may write', async () => {
    world = createWorld();
    const process = await world.start();
    const { startAt } = await scheduled();
    await world.clock.advance(10 * SECONDS);
    process.kill();
    await world.clock.advanceTo(startAt);
    const lease = (await world.store.leases.acquire('test', 'test', 600 * SECONDS))!;
    const ownership = { fence: { lease: lease.name, token: lease.token }, isValid: () => true };
    let decided = 0;
    const waiting: (() => void)[] = [];
    const pass = (seed: number) =>
      reconcile(
        {
          store: world.store,
          platform: world.platform,
          clock: world.clock,
          random: createSeededRandom(seed),
          envelope: createTransientEnvelope(),
          log: silentLog,
          failpoint(failpoint) {
            if (failpoint !== 'before-commit') return undefined;
            decided += 1;
            if (decided === 2) for (const resume of waiting) resume();
            return decided === 2 ? undefined : new Promise((resolve) => waiting.push(resolve));
          },
        },
        { tenant: 'demo', name: 'prod' },
        ownership,
      );
    const results = await Promise.all([pass(1), pass(2)]);
    expect(results.map(({ result }) => result).sort()).toEqual(['committed', 'conflict']);
    await hasStartedOnce(startAt);
  });
});

describe('two replicas, of which one sleeps in the pass that starts it', () => {
  const places = FAILPOINTS.filter((failpoint) => !failpoint.endsWith('remove'));
  it.each(places)('%s: the other one takes over, and it starts once', async (place) => {
    world = createWorld();
    let due = Number.POSITIVE_INFINITY;
    let slept = 0;
    const sleeps = await world.start({
      atFailpoint(failpoint, process) {
        if (failpoint !== place || world.clock.now() < due || slept > 0) return;
        slept += 1;
        process.suspend();
      },
    });
    const { operation, startAt } = await scheduled();
    due = startAt;
    await world.clock.advanceTo(startAt - 1 * SECONDS);
    const other = await world.start();
    await world.clock.advance(60 * SECONDS);
    expect(slept).toBe(1);
    expect(other.commits.some(({ fence }) => fence !== undefined)).toBe(true);
    sleeps.wake();
    expect(await world.settle()).toBeDefined();
    expect(await world.writer.operation(operation)).toMatchObject({ status: 'succeeded' });
    await hasStartedOnce(startAt);
  });
});
