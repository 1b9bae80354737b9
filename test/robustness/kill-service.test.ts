// The service dies at random moments while it is written to. What it acknowledged is there when it is back.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@hikube/service';
import { openSqliteStore } from '@hikube/service/sqlite';
import { afterEach, beforeEach, test } from 'vitest';
import { scaled, scaledTimeout } from '../support/scale.ts';
import { startServiceProcess } from '../support/service-process.ts';
import { liftQuota } from '../support/stored.ts';
import { killAgainAndAgain } from './promises.ts';

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
    const dataDirectory = join(scratch, 'data');
    const store = await openSqliteStore({ directory: dataDirectory, clock: systemClock });
    await liftQuota(store, 'demo');
    await store.close();
    const figures = await killAgainAndAgain(KILLS, () =>
      startServiceProcess({ dataDirectory, token: TOKEN, speed: 60 }),
    );
    console.log(`kill -9 of the service on SQLite: ${figures}`);
  },
  scaledTimeout(300_000),
);
