// Twenty reconcilers with connections and clocks of their own on one PostgreSQL, whose clock decides about leases. Some
// are suspended in the middle of a pass for longer than their lease, and go on with what they had in hand.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { systemClock } from '../../service/src/clock.ts';
import { createSeededRandom } from '../../service/src/random.ts';
import type { Failpoint } from '../../service/src/reconciler/failpoints.ts';
import { openPostgresStore } from '../../service/src/store/postgres/postgres-store.ts';
import { describeWithPostgres } from '../../service/src/store/postgres/testing/with-postgres.ts';
import { scaled } from '../support/scale.ts';
import { type AcceptedWrite, recordAccepted, staleWrites } from './support/accepted-writes.ts';
import { SimulatedProcess } from './support/process.ts';
import { createWatchedPlatform } from './support/watched-platform.ts';
import { Writer } from './support/writer.ts';

// A tenth in `npm test`, all of it in `npm run test:full`, ten times as much in a soak.
const TRIALS = scaled(200, 20);
const REPLICAS = 20;
const CLUSTERS = 40;
/** At the same time; the others take over. */
const MOST_SUSPENDED = 8;
const LEASE_TTL_MS = 1_000;
const LONGEST_SKEW_MS = 300_000;
/** A step of the platform takes milliseconds, and no ten seconds. */
const PLATFORM_SPEED = 1_000;

describeWithPostgres('20 reconcilers on one PostgreSQL', { settings: { fsync: 'off' } }, (server) => {
  it(`accept no stale write in ${TRIALS} trials`, { timeout: 180_000 + TRIALS * 3_000 }, async () => {
    const random = createSeededRandom(`fencing ${TRIALS}`);
    const begun = Date.now();
    const platform = createWatchedPlatform({
      ...systemClock,
      now: () => begun + PLATFORM_SPEED * (Date.now() - begun),
    });
    const open = () =>
      openPostgresStore({
        url: server().url,
        clock: systemClock,
        connections: 2,
        statementTimeoutMs: 30_000,
      });
    const stores = await Promise.all(Array.from({ length: REPLICAS }, open));
    const accepted: AcceptedWrite[] = [];
    let trials = 0;
    let suspended = 0;
    // A trial is one that sleeps over the end of its lease: mostly with a batch in hand that it sends when it wakes up.
    const atFailpoint = (failpoint: Failpoint, process: SimulatedProcess): void => {
      if (trials + suspended >= TRIALS || suspended >= MOST_SUSPENDED || process.isSuspended) return;
      if (random.int(failpoint === 'before-commit' ? 2 : 40) !== 0) return;
      suspended += 1;
      process.suspend();
      setTimeout(
        () => {
          suspended -= 1;
          trials += 1;
          process.wake();
        },
        LEASE_TTL_MS * (1.2 + 2 * random.next()),
      );
    };
    const processes = stores.map((store, index) => {
      recordAccepted(store, accepted);
      const skewMs = random.int(2 * LONGEST_SKEW_MS) - LONGEST_SKEW_MS;
      const own = { random: random.fork(`process ${index}`), owner: `process-${index}`, skewMs };
      const shared = { store, platform, clock: systemClock, leaseTtlMs: LEASE_TTL_MS, atFailpoint };
      return new SimulatedProcess({ ...shared, ...own });
    });
    await Promise.all(processes.map(({ reconciler }) => reconciler.start()));

    const store = await open();
    const writer = new Writer(store, systemClock, platform.unwatched);
    const names = Array.from({ length: CLUSTERS }, (_, index) => `c${index}`);
    for (const name of names) await writer.createCluster(name);
    const hint = (): void => {
      for (const name of names) platform.hint({ tenant: 'demo', name, uid: name });
    };
    while (trials < TRIALS) {
      const displayName = random.hex(8);
      // A pass of a reconciler writes as well: who comes second tries another one.
      await writer.updateCluster(names[random.int(CLUSTERS)]!, { displayName }).catch(() => undefined);
      hint();
      await sleep(20);
    }
    while ((await writer.openOperations()).length > 0) {
      hint();
      await sleep(50);
    }
    await Promise.all(processes.map(({ reconciler }) => reconciler.stop()));
    await Promise.all([...stores, store].map((each) => each.close()));

    const fenced = processes.reduce((sum, process) => sum + process.fenced, 0);
    const stale = staleWrites(accepted);
    console.log(
      `fencing on PostgreSQL: ${trials} trials, ${accepted.length} writes accepted, ${fenced} refused by the fence, ` +
        `${stale} stale ones accepted`,
    );
    expect(stale).toBe(0);
    expect(fenced).toBeGreaterThan(0);
  });
});
