// Brings the schema up to date: in one transaction, one process at a time, however many start together.
import type pg from 'pg';
import { StoreError } from '../errors.ts';
import { createCommitFunctions } from './commit-function.ts';
import type { Connections } from './connection.ts';
import { postgresError } from './errors.ts';
import { createTables } from './schema.ts';

/**
 * The statements that lead from version `index` to version `index + 1`. A released migration is never edited:
 * add the next one, and let it only add, because replicas of the version before it are still running then.
 */
const MIGRATIONS: readonly ((schema: string, channel: string) => string)[] = [
  (schema, channel) => createTables(schema) + createCommitFunctions(schema, channel),
  // Commits learn to add. The replicas before this one send no additions, and find the rest as it was.
  createCommitFunctions,
];

/**
 * @param schema its name, which must be a plain lower-case identifier
 * @throws StoreError `schema_too_new`, `denied`, `unsupported` or `unavailable`
 */
export async function migrate(connections: Connections, schema: string, channel: string): Promise<void> {
  const client = await connections.dedicated();
  try {
    await requireUtf8(client, connections.server);
    await client.query('BEGIN');
    // A process that stops in the middle must not keep the others waiting for ever.
    await client.query("SET LOCAL idle_in_transaction_session_timeout = '30s'");
    // Others wait here until this transaction ends, and then find everything done.
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `hikube migrations ${schema}`,
    ]);
    await applyMissing(client, connections.server, schema, channel);
    await client.query('COMMIT');
  } catch (error) {
    throw postgresError(connections.server, error);
  } finally {
    // Ending the connection also rolls back what was not committed.
    await connections.endDedicated(client);
  }
}

async function applyMissing(
  client: pg.Client,
  server: string,
  schema: string,
  channel: string,
): Promise<void> {
  const version = await readVersion(client, schema);
  if (version > MIGRATIONS.length) {
    throw new StoreError(
      'schema_too_new',
      `The schema ${schema} of ${server} was written by a newer version of the service (format ${version}, this one knows ${MIGRATIONS.length}): start that version.`,
    );
  }
  if (version === MIGRATIONS.length) return;
  // Asked first, because CREATE SCHEMA IF NOT EXISTS needs a right that a careful operator does not give.
  const found = await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema]);
  if (found.rowCount === 0) await client.query(`CREATE SCHEMA "${schema}"`);
  for (const migration of MIGRATIONS.slice(version)) await client.query(migration(`"${schema}"`, channel));
  await client.query(
    `INSERT INTO "${schema}".counter (name, value) VALUES ('format', $1)
      ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    [MIGRATIONS.length],
  );
}

/** 0 when there is nothing yet. */
async function readVersion(client: pg.Client, schema: string): Promise<number> {
  const table = await client.query('SELECT to_regclass($1) AS found', [`"${schema}".counter`]);
  if (table.rows[0].found === null) return 0;
  const version = await client.query(`SELECT value FROM "${schema}".counter WHERE name = 'format'`);
  return Number(version.rows[0]?.value ?? 0);
}

async function requireUtf8(client: pg.Client, server: string): Promise<void> {
  const encoding = (await client.query('SHOW server_encoding')).rows[0].server_encoding;
  if (encoding === 'UTF8') return;
  throw new StoreError(
    'unsupported',
    `The database of ${server} has the encoding ${encoding}: create one with the encoding UTF8.`,
  );
}
