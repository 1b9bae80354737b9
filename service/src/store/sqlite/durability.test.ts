// kill -9 in the middle of writing: everything acknowledged is there afterwards, and every batch whole or not at all.
import { expect, it } from 'vitest';
import { systemClock } from '../../clock.ts';
import { createSeededRandom } from '../../random.ts';
import { Acknowledged } from '../testing/acknowledged.ts';
import { startProgram } from '../testing/programs.ts';
import { temporaryDirectory } from '../testing/temporary.ts';
import { openSqliteStore } from './sqlite-store.ts';

// A tenth in `npm test`, all of it in `npm run test:full`, ten times as much in a soak.
const KILLS = Math.max(3, Math.round(20 * Number(process.env['HIKUBE_TEST_SCALE'] ?? '0.1')));
// Batches that a writer has acknowledged, before it is killed among the next ones.
const MOST_BEFORE_KILL = 300;
const random = createSeededRandom('kills');

it(`loses nothing acknowledged over ${KILLS} kills`, { timeout: 180_000 + KILLS * 5000 }, async () => {
  const directory = temporaryDirectory();
  const acknowledged = new Acknowledged();
  for (let run = 0; run < KILLS; run += 1) {
    const writer = startProgram('writer.ts', [directory, String(run)]);
    await writer.line(2 + random.int(MOST_BEFORE_KILL));
    await writer.kill();
    acknowledged.add(writer.lines);
    const store = await openSqliteStore({ directory, clock: systemClock });
    expect(await acknowledged.compareWith(store)).toEqual({ lost: 0, torn: 0 });
    await store.close();
  }
  expect(acknowledged.size).toBeGreaterThan(KILLS);
  console.log(`sqlite: ${KILLS} kills, ${acknowledged.size} acknowledged batches, 0 lost, 0 torn`);
});
