// Services on one real PostgreSQL: killed again and again, and two that share the work.
import { createClient } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { describeWithPostgres } from '../support/postgres.ts';
import { scaled, scaledTimeout } from '../support/scale.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import { check, type Promised, writeUntilKilled } from './promises.ts';

/** Kills in the full run; never fewer than three. */
const KILLS = scaled(20, 3);
const CLUSTERS = 12;
const LEASE_MS = 15_000;
/** One lease, and a second to notice it. */
const LONGEST_STANDSTILL_MS = LEASE_MS + 1_000;
const TOKEN = 'postgres-kill-token';
/** The same for all replicas, as an operator gives it to them. */
const SECRET_KEYS = Buffer.alloc(32, 7).toString('base64');

describeWithPostgres('services on PostgreSQL', {}, (server) => {
  const start = (speed: number): Promise<ServiceProcess> =>
    startServiceProcess({
      token: TOKEN,
      speed,
      environment: {
        HIKUBE_STORE: 'postgres',
        DATABASE_URL: server().url,
        HIKUBE_SECRET_KEYS: SECRET_KEYS,
      },
    });

  test('five services that start at once on an empty database all serve it', {
    timeout: 120_000,
  }, async () => {
    const started = await Promise.all(Array.from({ length: 5 }, () => start(1)));
    for (const [index, { endpoint, token }] of started.entries()) {
      const hikube = createClient({ endpoint, token });
      await hikube.clusters.create({ name: `at-once-${index}`, topology: 'development' }).accepted;
    }
    for (const service of started) {
      const hikube = createClient({ endpoint: service.endpoint, token: service.token });
      expect(await hikube.clusters.get('at-once-4')).toMatchObject({ name: 'at-once-4' });
    }
    await Promise.all(started.map((service) => service.kill()));
  });

  test(
    `kill -9 ${KILLS} times during writes loses nothing that was acknowledged`,
    async () => {
      const promised: Promised = new Map();
      let acknowledged = 0;
      let checked = 0;
      for (let round = 0; round < KILLS; round += 1) {
        const service = await start(60);
        checked += await check(service, promised);
        acknowledged += await writeUntilKilled(service, promised, round);
      }
      const last = await start(60);
      checked += await check(last, promised);
      await last.stop();
      console.log(
        `PostgreSQL: ${KILLS} kills, ${acknowledged} writes acknowledged, ${checked} promises checked, 0 lost`,
      );
      expect(acknowledged).toBeGreaterThan(KILLS);
    },
    scaledTimeout(300_000, 120_000),
  );

  test('of two that share the work, one dies and nothing stands still for longer than a lease', {
    timeout: 180_000,
  }, async () => {
    const [doomed, survivor] = await Promise.all([start(600), start(600)]);
    const hikube = createClient({ endpoint: survivor.endpoint, token: survivor.token });
    const names = Array.from({ length: CLUSTERS }, (_, index) => `shared-${index}`);
    // Both take part: what one of them alone would do is seen to be done before it dies.
    await hikube.clusters.create({ name: 'before', topology: 'development' });
    await Promise.all(
      names.map((name) => hikube.clusters.create({ name, topology: 'development' }).accepted),
    );
    await doomed.kill();
    const killedAt = performance.now();
    const delays = new Map<string, number>();
    while (delays.size < CLUSTERS) {
      for (const name of names.filter((each) => !delays.has(each))) {
        const { status } = await hikube.clusters.get(name);
        if (status.phase === 'Running') delays.set(name, performance.now() - killedAt);
      }
      expect(performance.now() - killedAt).toBeLessThan(4 * LEASE_MS);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const times = [...delays.values()].sort((a, b) => a - b);
    const seconds = (ms: number | undefined) => ((ms ?? 0) / 1000).toFixed(1);
    console.log(
      `two replicas, one killed: ${CLUSTERS} of ${CLUSTERS} clusters finished, the first ${seconds(times[0])} s and ` +
        `the last ${seconds(times.at(-1))} s after it (lease ${LEASE_MS / 1000} s)`,
    );
    // Both worked: some clusters belonged to the survivor and went on, others waited for the lease.
    expect(times[0]).toBeLessThan(LEASE_MS / 2);
    await survivor.stop();
    // At this speed a cluster takes well below a second; the rest of the time nobody worked on it.
    expect(times.at(-1)).toBeLessThan(LONGEST_STANDSTILL_MS);
  });
});
