// The database of a running service is restarted every second or two: clients hear nothing worse than "unavailable",
// every step is effective once, and the service finds its way back by itself.
import { systemClock } from '@hikube/service';
import { expect, test } from 'vitest';
import { describeWithPostgres, openPostgresStore, type PostgresServer } from '../support/postgres.ts';
import { scaled, scaledTimeout } from '../support/scale.ts';
import type { ServiceProcess } from '../support/service-process.ts';
import { Load, pause, readyAgain, startOn } from './outages/setting.ts';

const OUTAGES_MS = scaled(100_000, 8_000);
/** For a machine that does other things as well. */
const LONGEST_RETURN_MS = 60_000;

describeWithPostgres('a service whose database is restarted', {}, (server) => {
  test('does each step once, and is there again with its database', {
    timeout: scaledTimeout(600_000),
  }, async () => {
    const { url } = server();
    const service = await startOn(await openPostgresStore({ url, clock: systemClock }), url);
    const load = new Load(service);
    const restarts = await restartUntil(server(), service, performance.now() + OUTAGES_MS);
    const { workflows, steps } = await load.finish();
    await service.stop();
    const { succeeded, replayed, unavailable, wrong } = load.client.tally;
    console.log(
      `database restarted: ${restarts.fast} times fast and ${restarts.immediate} times immediate, ${workflows} ` +
        `workflows, ${steps} steps acknowledged and each effective once (${replayed} of them done before anybody ` +
        `heard of it); ${succeeded} answers, ${unavailable} unavailable, ${wrong.length} wrong; ` +
        `ready again at most ${Math.round(restarts.slowestMs)} ms after the database`,
    );
    expect(wrong).toEqual([]);
    expect(unavailable).toBeGreaterThan(0);
    expect(restarts.slowestMs).toBeLessThan(LONGEST_RETURN_MS);
  });
});

interface Restarts {
  fast: number;
  immediate: number;
  /** Longest time from a database that answers to a service that does. */
  slowestMs: number;
}

async function restartUntil(server: PostgresServer, service: ServiceProcess, end: number): Promise<Restarts> {
  const restarts: Restarts = { fast: 0, immediate: 0, slowestMs: 0 };
  for (let number = 0; performance.now() < end; number += 1) {
    await pause(1_000 + Math.random() * 1_000);
    const how = number % 2 === 0 ? 'fast' : 'immediate';
    await server.stop(how);
    restarts[how] += 1;
    await server.start();
    const startedAt = performance.now();
    await readyAgain(service);
    restarts.slowestMs = Math.max(restarts.slowestMs, performance.now() - startedAt);
  }
  return restarts;
}
