// The service dies at random moments while it is written to. What it acknowledged is there when it is back.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { scaled, scaledTimeout } from '../support/scale.ts';
import { startServiceProcess } from '../support/service-process.ts';
import { check, type Promised, writeUntilKilled } from './promises.ts';

/** Kills in the full run; never fewer than five. */
const KILLS = scaled(20, 5);
const TOKEN = 'kill-test-token';

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hikube-kill-'));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

test(
  `kill -9 of the service ${KILLS} times during writes loses nothing that was acknowledged`,
  async () => {
    const promised: Promised = new Map();
    let acknowledged = 0;
    let port = 0;
    let checked = 0;
    for (let round = 0; round < KILLS; round++) {
      const service = await startServiceProcess({
        dataDirectory: join(scratch, 'data'),
        port,
        token: TOKEN,
        speed: 60,
      });
      port = service.port;
      // The first thing after a restart: everything that was ever promised is there.
      checked += await check(service, promised);
      acknowledged += await writeUntilKilled(service, promised, round);
    }
    const last = await startServiceProcess({
      dataDirectory: join(scratch, 'data'),
      port,
      token: TOKEN,
      speed: 60,
    });
    checked += await check(last, promised);
    await last.stop();
    console.log(`${KILLS} kills, ${acknowledged} writes acknowledged, ${checked} promises checked, 0 lost`);
    expect(acknowledged).toBeGreaterThan(KILLS);
  },
  scaledTimeout(300_000, 120_000),
);
