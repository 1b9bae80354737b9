// A service that lives for months: clusters are looked at again and again, things are asked for every day, and what the
// store and the process hold comes to a level and stays there.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { toTimestamp, type VirtualClock } from '../../service/src/clock.ts';
import { startHousekeeping } from '../../service/src/housekeeping.ts';
import { silentLog } from '../../service/src/log.ts';
import { KEPT_AFTERWARDS_MS } from '../../service/src/model/operation.ts';
import type { Store } from '../../service/src/store/store.ts';
import { isForFullRun } from '../support/left-out.ts';
import { scaled } from '../support/scale.ts';
import { createWorld, type World } from './support/world.ts';

const CLUSTERS = scaled(5);
const DAY_MS = 86_400_000;
const HALF_DAYS = 34;
const MORE_AT_MOST = 1.05;
// A replica that is alone needs no heartbeats, which would be most of this test.
const LEASE_TTL_MS = DAY_MS;
// Reached long before the half, as the 100,000 of a real service would be.
const KEPT_CHANGES = 2000;

const KINDS = [
  'cluster',
  'nodeGroup',
  'addon',
  'versionUpgrade',
  'operation',
  'clusterOperation',
  'openOperation',
  'endedOperation',
  'clusterStatus',
  'clusterNodes',
  'event',
];

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes in use after everything that can go has gone. */
function heapUsed(): number {
  for (let round = 0; round < 3; round += 1) collectGarbage();
  return process.memoryUsage().heapUsed;
}

async function documents(store: Store): Promise<number> {
  const counts = await Promise.all(KINDS.map((kind) => store.count({ kind })));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** What users ask for in a day: everything that leaves something behind, and that can be asked for again tomorrow. */
async function day({ writer, settle, clock }: Bound, number: number): Promise<void> {
  const end = clock.now() + DAY_MS;
  for (let index = 0; index < CLUSTERS; index += 1) {
    const name = `c${index}`;
    await writer.updateNodeGroup(name, 'web', { minReplicas: 1 + (number % 3) });
    await writer.enableAddon(name, 'flux');
    expect(await settle()).toBeDefined();
    await writer.disableAddon(name, 'flux');
    await writer.createCluster(`of-day-${number}-${index}`, { web: { minReplicas: 1 } });
    expect(await settle()).toBeDefined();
    // Called off before it begins: nothing has changed, and for a while a record says so.
    const upgrade = await writer.upgrade(name, { start: 'at', startAt: toTimestamp(end) });
    await writer.cancelUpgrade(name, upgrade);
    await writer.deleteCluster(`of-day-${number}-${index}`);
    expect(await settle()).toBeDefined();
  }
  await clock.advanceTo(end);
}

interface Bound {
  readonly writer: World['writer'];
  readonly settle: () => Promise<number | undefined>;
  readonly clock: VirtualClock;
}

test.skipIf(isForFullRun('A service that lives for months'))(
  'a long life fills neither the store nor the memory',
  { timeout: 600_000 },
  async () => {
    const world = createWorld();
    const { clock, store, writer } = world;
    let passes = 0;
    await world.start({
      leaseTtlMs: LEASE_TTL_MS,
      onPass() {
        passes += 1;
      },
      keepsCommits: false,
    });
    const housekeeping = startHousekeeping({
      store,
      clock,
      log: silentLog,
      endOpen: async () => {},
      keptChanges: KEPT_CHANGES,
    });
    const bound: Bound = { writer, settle: () => world.settle(), clock };
    for (let index = 0; index < CLUSTERS; index += 1) await writer.createCluster(`c${index}`, { web: {} });
    expect(await world.settle()).toBeDefined();
    expect(HALF_DAYS * DAY_MS).toBeGreaterThan(KEPT_AFTERWARDS_MS);
    for (let number = 0; number < HALF_DAYS; number += 1) await day(bound, number);
    const half = { documents: await documents(store), heap: heapUsed() };
    for (let number = HALF_DAYS; number < 2 * HALF_DAYS; number += 1) await day(bound, number);
    const end = { documents: await documents(store), heap: heapUsed() };
    const changes = await store.changes((await store.sequence()) - KEPT_CHANGES * 2, 1);
    const heapRatio = end.heap / half.heap;
    console.log(
      `long life: ${passes} passes in ${2 * HALF_DAYS} days; at the half and at the end ${half.documents} and ${end.documents} documents, ` +
        `${megabytes(half.heap)} and ${megabytes(end.heap)} MB of heap (ratio ${heapRatio.toFixed(3)}, ${MORE_AT_MOST} allowed)`,
    );
    expect(end.documents / half.documents).toBeLessThanOrEqual(MORE_AT_MOST);
    expect(heapRatio).toBeLessThanOrEqual(MORE_AT_MOST);
    expect(changes.ok).toBe(false);
    await housekeeping.stop();
    await world.end();
  },
);

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
