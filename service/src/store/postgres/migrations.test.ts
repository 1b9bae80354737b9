// Five processes that start together, databases that do not fit, and logins that may not do everything.
import { expect, it } from 'vitest';
import { createVirtualClock } from '../../clock.ts';
import type { Store } from '../store.ts';
import { startProgram } from '../testing/programs.ts';
import { openPostgresStore } from './postgres-store.ts';
import { withClient } from './testing/with-client.ts';
import { describeWithPostgres, freshSchema } from './testing/with-postgres.ts';

// A tenth in `npm test`, all of it in `npm run test:full`, ten times as much in a soak.
const RACES = Math.max(3, Math.round(100 * Number(process.env['HIKUBE_TEST_SCALE'] ?? '0.1')));

const key = { tenant: 'a', kind: 'cluster', id: 'prod' };

describeWithPostgres('migrations of the postgres store', { settings: { fsync: 'off' } }, (server) => {
  function open(schema: string, url = server().url): Promise<Store> {
    return openPostgresStore({ url, schema, clock: createVirtualClock(0) });
  }

  async function execute(...statements: string[]): Promise<void> {
    await withClient(server().url, async (client) => {
      for (const statement of statements) await client.query(statement);
    });
  }

  it(`survive five processes at once, ${RACES} times`, { timeout: 180_000 + RACES * 5000 }, async () => {
    const alone = freshSchema();
    await (await open(alone)).close();
    const expected = await shapeOf(alone);
    const racers = Array.from({ length: 5 }, (_, index) => startProgram('racer.ts', [`racer-${index}`]));
    let said = 1;
    const race = async (schema: string): Promise<(string | undefined)[]> => {
      said += 1;
      for (const racer of racers) racer.tell(`${server().url}#${schema}`);
      return Promise.all(racers.map((racer) => racer.line(said)));
    };
    await Promise.all(racers.map((racer) => racer.line(1)));
    for (let number = 0; number < RACES; number += 1) {
      const schema = freshSchema();
      for (const line of await race(schema)) expect(line).toMatch(/^opened, [1-5] there$/);
      expect(await shapeOf(schema)).toEqual(expected);
      // Again, on what is there now: nothing is made anew, and nothing is lost.
      expect(new Set(await race(schema))).toEqual(new Set(['opened, 5 there']));
      expect(await shapeOf(schema)).toEqual(expected);
      await execute(`DROP SCHEMA ${schema} CASCADE`);
    }
    console.log(
      `migrations: five processes at once on an empty and on a used schema, ${RACES} times each: ${RACES} times the ` +
        `right schema (${expected.length} parts), ${5 * RACES} of ${5 * RACES} documents kept`,
    );
  });

  /** Every table, column, index and function of a schema, and the format it has. */
  async function shapeOf(schema: string): Promise<string[]> {
    const statement = `SELECT table_name || '.' || column_name || ' ' || data_type AS part
          FROM information_schema.columns WHERE table_schema = $1
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = $1
        UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = $1::regnamespace
        UNION ALL SELECT 'format ' || value FROM ${schema}.counter WHERE name = 'format'
        ORDER BY 1`;
    const { rows } = await withClient(server().url, (client) =>
      client.query<{ part: string }>(statement, [schema]),
    );
    return rows.map(({ part }) => part.replaceAll(schema, 'the_schema'));
  }

  it('keep what is there, and keep schemas apart', async () => {
    const [one, other] = [freshSchema(), freshSchema()];
    const first = await open(one);
    await first.commit({ writes: [{ key, body: { n: 1 }, expect: 'absent' }] });
    await first.close();
    const [again, elsewhere] = [await open(one), await open(other)];
    expect(await again.get(key)).toMatchObject({ revision: 1, body: { n: 1 } });
    expect(await elsewhere.get(key)).toBeUndefined();
    await Promise.all([again.close(), elsewhere.close()]);
  });

  it('leave the schema of a newer version alone', async () => {
    const schema = freshSchema();
    await (await open(schema)).close();
    await execute(`UPDATE ${schema}.counter SET value = 99 WHERE name = 'format'`);
    await expect(open(schema)).rejects.toMatchObject({
      code: 'schema_too_new',
      message: expect.stringContaining('newer version of the service (format 99'),
    });
  });

  it('need an encoding that holds every character', async () => {
    await execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
    await expect(open(freshSchema(), server().url.replace('/postgres', '/latin'))).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('has the encoding LATIN1: create one with the encoding UTF8'),
    });
  });

  it('need no right to create schemas where the schema is there', async () => {
    const schema = freshSchema();
    await execute('CREATE ROLE limited LOGIN', `CREATE SCHEMA ${schema} AUTHORIZATION limited`);
    const url = server().url.replace('app@', 'limited@');
    const store = await open(schema, url);
    expect(await store.commit({ writes: [{ key, body: {}, expect: 'absent' }] })).toMatchObject({ ok: true });
    await store.close();
    await expect(open(freshSchema(), url)).rejects.toMatchObject({
      code: 'denied',
      message: expect.stringContaining('lacks a right'),
    });
  });

  it('refuse a schema name that is no plain name', async () => {
    for (const schema of ['', 'Hikube', 'a"b', 'a;b', '1a', 'x'.repeat(41)]) {
      await expect(open(schema)).rejects.toMatchObject({ code: 'invalid_argument' });
    }
  });
});
