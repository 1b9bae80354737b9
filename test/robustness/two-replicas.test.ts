// Two replicas on one PostgreSQL: each does the part of the work that is its own, and when one is killed the other takes
// over its part after one lease, while its own part goes on as if nothing had happened.
import { createClient, type Hikube } from '@hikube/sdk';
import { type Store, systemClock } from '@hikube/service';
import { expect, test } from 'vitest';
import { LEASE_TTL_MS, takeoverProbeMs } from '../../service/src/reconciler/schedule.ts';
import { MEMBER_KIND, type MemberRecord } from '../../service/src/reconciler/shards/members.ts';
import { SHARD_COUNT, shardOf } from '../../service/src/reconciler/shards/shard.ts';
import { isForFullRun } from '../support/left-out.ts';
import { describeWithPostgres, openPostgresStore } from '../support/postgres.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';

const CLUSTERS = 24;
const TOKEN = 'two-replicas-token';
/** A cluster takes a few seconds: long enough to be killed in the middle of many. */
const SPEED = 25;
/** For a machine that does other things as well; a lease is three times as long. */
const SLACK_MS = 5_000;
const seconds = (ms: number) => (ms / 1000).toFixed(1);

// It waits for leases by the clock of the machine; the short run has replicas on a virtual one, in test/reconciler.
const leftOut = isForFullRun('A killed replica of two');

describeWithPostgres('two replicas', {}, (server) => {
  const start = (): Promise<ServiceProcess> =>
    startServiceProcess({
      token: TOKEN,
      speed: SPEED,
      environment: {
        HIKUBE_STORE: 'postgres',
        DATABASE_URL: server().url,
        HIKUBE_SECRET_KEYS: Buffer.alloc(32, 7).toString('base64'),
      },
    });

  test.skipIf(leftOut)('share the work, and a killed one is replaced within a lease', async () => {
    const store = await openPostgresStore({ url: server().url, clock: systemClock });
    const survivor = await start();
    const [own] = [...(await members(store)).keys()];
    const doomed = await start();
    const hikube = createClient({ endpoint: survivor.endpoint, token: TOKEN });
    const shards = await sharedBetweenTwo(store);
    const isOwn = (name: string) => shards.get(own!)!.has(shardOf({ tenant: 'demo', name }));

    const names = await createAll(hikube, 'both');
    const usualMs = Math.max(...(await timesUntilRunning(hikube, names, performance.now())).values());
    const parts = [await created(survivor), await created(doomed)] as const;
    // Each did exactly the clusters of its shards, so that nobody did one of the other's or one twice.
    const expected = names.filter(isOwn).length;
    expect(parts).toEqual([expected, CLUSTERS - expected]);
    expect(Math.min(...parts)).toBeGreaterThan(0);

    const left = await createAll(hikube, 'left');
    const doneByDoomed = (await created(doomed)) - parts[1];
    await doomed.kill();
    const times = await timesUntilRunning(hikube, left, performance.now());
    const doneBySurvivor = (await created(survivor)) - parts[0];
    const ownMs = left.filter(isOwn).map((name) => times.get(name)!);
    const takenMs = left.filter((name) => !isOwn(name)).map((name) => times.get(name)!);
    await survivor.stop();
    await store.close();
    console.log(
      `two replicas: ${parts[0]} and ${parts[1]} of ${CLUSTERS} clusters done by each, the last after ${seconds(usualMs)} s; ` +
        `one killed in the middle: ${ownMs.length} clusters of the other done after ${seconds(Math.max(...ownMs))} s at most, ` +
        `${takenMs.length} taken over and done after ${seconds(Math.min(...takenMs))} to ${seconds(Math.max(...takenMs))} s ` +
        `(lease ${seconds(LEASE_TTL_MS)} s), 0 lost`,
    );
    // It was killed in the middle: some of what was its own was left to the other, and nothing was done twice.
    expect(doneBySurvivor).toBeGreaterThan(ownMs.length);
    expect(doneByDoomed + doneBySurvivor).toBeLessThanOrEqual(CLUSTERS);
    expect(Math.max(...ownMs)).toBeLessThan(2 * usualMs + SLACK_MS);
    const standstillMs = LEASE_TTL_MS + takeoverProbeMs(LEASE_TTL_MS);
    expect(Math.max(...takenMs)).toBeLessThan(standstillMs + 2 * usualMs + SLACK_MS);
  });
});

/** The shards of each replica that takes part, by its name. */
async function members(store: Store): Promise<Map<string, ReadonlySet<number>>> {
  const found = await store.list<MemberRecord>({ kind: MEMBER_KIND, limit: 10 });
  return new Map(found.map(({ body }) => [body.owner, new Set(body.shards)]));
}

/** The same, once each of two has its half. */
async function sharedBetweenTwo(store: Store): Promise<Map<string, ReadonlySet<number>>> {
  for (;;) {
    const found = await members(store);
    if (found.size === 2 && [...found.values()].every(({ size }) => size === SHARD_COUNT / 2)) return found;
    await pause();
  }
}

async function createAll(hikube: Hikube, prefix: string): Promise<string[]> {
  const names = Array.from({ length: CLUSTERS }, (_, index) => `${prefix}-${index}`);
  await Promise.all(names.map((name) => hikube.clusters.create({ name, topology: 'development' }).accepted));
  return names;
}

/** Milliseconds since a moment after which each cluster was first seen to run. */
async function timesUntilRunning(
  hikube: Hikube,
  names: readonly string[],
  since: number,
): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  while (times.size < names.length) {
    for await (const { name, status } of hikube.clusters.list({ limit: 200 })) {
      if (!names.includes(name) || times.has(name) || status.phase !== 'Running') continue;
      times.set(name, performance.now() - since);
    }
    await pause();
  }
  return times;
}

/** How many creations a replica has brought to their end, by its own count. */
async function created({ endpoint }: ServiceProcess): Promise<number> {
  const text = await (await fetch(new URL('/metrics', endpoint))).text();
  const line = /^hikube_operations_ended_total\{kind="Cluster\.create",status="succeeded"\} (\d+)$/m;
  return Number(line.exec(text)?.[1] ?? 0);
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}
