// No client may end the process when its server goes: each has a listener for errors before it connects, in every moment
// of its life, and only one file of the product makes clients.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../../clock.ts';
import { createSeededRandom } from '../../random.ts';
import type { Store } from '../store.ts';
import { openPostgresStore } from './postgres-store.ts';
import { describeWithPostgres, freshSchema } from './testing/with-postgres.ts';

const REPOSITORY = join(import.meta.dirname, '../../../..');
const ROUNDS = Math.max(10, Math.round(100 * Number(process.env['HIKUBE_TEST_SCALE'] ?? '0.1')));

it('are made in one place of the product, and in one place of the tests', () => {
  const makers = ['service/src', 'test', 'scripts'].flatMap((folder) =>
    readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
      .map((name) => join(folder, name))
      .filter((path) =>
        /\bnew [\w.#]+\.(Client|Pool)\(\{?/.test(readFileSync(join(REPOSITORY, path), 'utf8')),
      ),
  );
  expect(makers.sort()).toEqual([
    'service/src/store/postgres/connection.ts',
    'service/src/store/postgres/testing/with-client.ts',
  ]);
});

describeWithPostgres('clients whose server goes', { settings: { fsync: 'off' } }, (server) => {
  const errors: unknown[] = [];
  const note = (error: unknown): void => void errors.push(error);
  afterEach(() => {
    process.off('uncaughtException', note);
    process.off('unhandledRejection', note);
  });

  it(`end nobody's process, in ${ROUNDS} moments`, { timeout: 180_000 + ROUNDS * 3_000 }, async () => {
    process.on('uncaughtException', note);
    process.on('unhandledRejection', note);
    const random = createSeededRandom('the server goes');
    const schema = freshSchema();
    const open = () => openPostgresStore({ url: server().url, schema, clock: systemClock, connections: 3 });
    await (await open()).close();
    for (let round = 0; round < ROUNDS; round += 1) {
      const stores: Store[] = [];
      // Opening, migrating, listening, writing, idle and closing ones, each somewhere on its way.
      const life = async (): Promise<void> => {
        const store = await open();
        stores.push(store);
        store.watch(() => undefined);
        for (let n = 0; n < random.int(10); n += 1) {
          await store.commit({
            writes: [{ key: { tenant: 'a', kind: 'k', id: `${n}` }, body: {}, expect: 'any' }],
          });
        }
        if (random.int(2) === 0) await store.close();
      };
      const lives = Promise.allSettled(Array.from({ length: 4 }, life));
      for (let turn = random.int(400); turn > 0; turn -= 1)
        await new Promise((resolve) => setImmediate(resolve));
      await server().stop(random.int(2) === 0 ? 'immediate' : 'fast');
      await lives;
      await Promise.all(stores.map((store) => store.close()));
      await server().start();
    }
    expect(errors).toEqual([]);
    console.log(
      `clients: their server went in ${ROUNDS} moments of the lives of 4 stores each, 0 unhandled errors`,
    );
  });
});
