// The connections of a running service to its database fall silent, as behind a firewall that forgets them: they are
// given up, clients hear nothing worse than "unavailable", and every step is effective once.
import { systemClock } from '@hikube/service';
import { expect, test } from 'vitest';
import { isForFullRun } from '../support/left-out.ts';
import { describeWithPostgres, openPostgresStore, startHalfOpenProxy } from '../support/postgres.ts';
import { scaled, scaledTimeout } from '../support/scale.ts';
import { Load, pause, readyAgain, startOn } from './outages/setting.ts';

const SILENCES = scaled(4);
/** After so long without an answer a connection counts as lost. */
const NOTICED_MS = 15_000;
/** For a machine that does other things as well; a connection that nobody gives up lasts a quarter of an hour. */
const SLACK_MS = 60_000;

// That nobody answers is noticed after a quarter of a minute; the short run has a database that restarts.
const leftOut = isForFullRun('A database that falls silent');

describeWithPostgres('a service whose connections fall silent', {}, (server) => {
  const options = { timeout: scaledTimeout(600_000) };
  test.skipIf(leftOut)('gives them up, and does each step once', options, async () => {
    const { url, port } = server();
    const proxy = await startHalfOpenProxy(port);
    const store = await openPostgresStore({ url, clock: systemClock });
    const service = await startOn(store, url.replace(String(port), String(proxy.port)));
    const load = new Load(service);
    let slowestMs = 0;
    for (let silence = 0; silence < SILENCES; silence += 1) {
      await pause(1_500);
      // The worse of the two first: a write of a client is done, and the service never hears of it.
      if (silence % 2 === 0) await proxy.silenceAnswersTo('"kind":"idempotency"');
      else proxy.silence();
      const silentAt = performance.now();
      await readyAgain(service);
      slowestMs = Math.max(slowestMs, performance.now() - silentAt);
    }
    const { workflows, steps } = await load.finish();
    await service.stop();
    await proxy.close();
    const { succeeded, replayed, unavailable, wrong } = load.client.tally;
    console.log(
      `half-open connections: ${SILENCES} times all of them silent, ${workflows} workflows, ${steps} steps ` +
        `acknowledged and each effective once (${replayed} of them done before anybody heard of it); ` +
        `${succeeded} answers, ${unavailable} unavailable, ${wrong.length} wrong; ` +
        `ready again at most ${(slowestMs / 1000).toFixed(1)} s later`,
    );
    expect(wrong).toEqual([]);
    expect(unavailable).toBeGreaterThan(0);
    expect(replayed).toBeGreaterThan(0);
    expect(slowestMs).toBeLessThan(NOTICED_MS + SLACK_MS);
  });
});
