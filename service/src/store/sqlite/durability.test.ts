// kill -9 in the middle of writing: everything acknowledged is there afterwards, and every batch whole or not at all.

import { expect, it } from 'vitest';
import { systemClock } from '../../clock.ts';
import { Acknowledged } from '../testing/acknowledged.ts';
import { startProgram } from '../testing/programs.ts';
import { temporaryDirectory } from '../testing/temporary.ts';
import { openSqliteStore } from './sqlite-store.ts';

// More for a soak: HIKUBE_KILLS=500.
const KILLS = Number(process.env['HIKUBE_KILLS'] ?? 3);

it(`loses nothing acknowledged over ${KILLS} kills`, { timeout: 20_000 + KILLS * 5000 }, async () => {
  const directory = temporaryDirectory();
  const acknowledged = new Acknowledged();
  for (let run = 0; run < KILLS; run += 1) {
    const writer = startProgram('writer.ts', [directory, String(run)]);
    await writer.line(1);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
    await writer.kill();
    acknowledged.add(writer.lines);
    const store = await openSqliteStore({ directory, clock: systemClock });
    expect(await acknowledged.compareWith(store)).toEqual({ lost: 0, torn: 0 });
    await store.close();
  }
  expect(acknowledged.size).toBeGreaterThan(KILLS);
  console.log(`sqlite: ${KILLS} kills, ${acknowledged.size} acknowledged batches, 0 lost, 0 torn`);
});
