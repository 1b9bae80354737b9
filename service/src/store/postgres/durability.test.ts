// Crashes of the writer and of PostgreSQL itself, in the middle of writing: nothing acknowledged is lost.
import { expect, it } from 'vitest';
import { systemClock } from '../../clock.ts';
import { createSeededRandom } from '../../random.ts';
import { Acknowledged } from '../testing/acknowledged.ts';
import { startProgram } from '../testing/programs.ts';
import { openPostgresStore } from './postgres-store.ts';
import { describeWithPostgres, freshSchema } from './testing/with-postgres.ts';

// A tenth in `npm test`, all of it in `npm run test:full`, ten times as much in a soak.
const KILLS = Math.max(3, Math.round(20 * Number(process.env['HIKUBE_TEST_SCALE'] ?? '0.1')));
// Batches that a writer has acknowledged, before it is killed among the next ones.
const MOST_BEFORE_KILL = 300;
const random = createSeededRandom('kills');

describeWithPostgres('durability of the postgres store', {}, (server) => {
  const limit = { timeout: 180_000 + KILLS * 5000 };

  it(`loses nothing acknowledged over ${KILLS} kills of the writer`, limit, async () => {
    const schema = freshSchema();
    const acknowledged = new Acknowledged();
    for (let run = 0; run < KILLS; run += 1) {
      const writer = startProgram('writer.ts', [`${server().url}#${schema}`, String(run)]);
      await writer.line(2 + random.int(MOST_BEFORE_KILL));
      await writer.kill();
      acknowledged.add(writer.lines);
    }
    expect(acknowledged.size).toBeGreaterThan(KILLS);
    await expectKept(schema, acknowledged);
  });

  it(
    `loses nothing acknowledged over ${KILLS} crashes of the server, and its clients go on`,
    limit,
    async () => {
      const schema = freshSchema();
      const writer = startProgram('writer.ts', [`${server().url}#${schema}`, 'crash']);
      for (let run = 0; run < KILLS; run += 1) {
        // Written since the last crash, so by a client that found its way back.
        expect(await writer.line(writer.lines.length + 20)).toBeDefined();
        await server().stop('immediate');
        await server().start();
      }
      expect(await writer.line(writer.lines.length + 20)).toBeDefined();
      await writer.kill();
      const acknowledged = new Acknowledged();
      acknowledged.add(writer.lines);
      await expectKept(schema, acknowledged);
    },
  );

  async function expectKept(schema: string, acknowledged: Acknowledged): Promise<void> {
    const store = await openPostgresStore({ url: server().url, schema, clock: systemClock });
    expect(await acknowledged.compareWith(store)).toEqual({ lost: 0, torn: 0 });
    await store.close();
    console.log(`postgres: ${KILLS} kills, ${acknowledged.size} acknowledged batches, 0 lost, 0 torn`);
  }
});
