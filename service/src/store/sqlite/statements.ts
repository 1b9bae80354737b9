// The statements of the embedded store, prepared once per database.
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { type Damage, damagedError, type OnDamage } from '../damage.ts';
import { StoreError } from '../errors.ts';
import { ReadBodies } from '../read-bodies.ts';
import type { SqlQuery } from '../sql/select.ts';
import type { Change, Document, DocumentKey } from '../store.ts';

/** How the select statements number their parameters. */
export const placeholder = (number: number): string => `?${number}`;

/** As SQLite gives it. */
export type Row = Record<string, unknown>;

export class Statements {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();
  readonly #where: string;
  readonly #onDamage: OnDamage;
  readonly #bodies = new ReadBodies();

  /** @param where the file, for what is damaged in it */
  constructor(database: DatabaseSync, where: string, onDamage: OnDamage) {
    this.#database = database;
    this.#where = where;
    this.#onDamage = onDamage;
  }

  all({ text, values }: SqlQuery): Row[] {
    return this.#prepare(text).all(...values);
  }

  /** A document that has not expired. */
  find(key: DocumentKey, now: number): Document | undefined {
    const row = this.#get(
      'SELECT * FROM document WHERE kind = ? AND tenant = ? AND id = ? AND (expires_at IS NULL OR expires_at > ?)',
      [...parts(key), now],
    );
    return row && this.decode(row);
  }

  /** The same without the cost of its body. */
  revision(key: DocumentKey, now: number): number | undefined {
    const row = this.#get(
      'SELECT revision FROM document WHERE kind = ? AND tenant = ? AND id = ? AND (expires_at IS NULL OR expires_at > ?)',
      [...parts(key), now],
    );
    return row?.['revision'] as number | undefined;
  }

  /** A row of `document` as the store hands it out. @throws StoreError `damaged`, after having told of it */
  decode(row: Row): Document {
    try {
      return toDocument(row, this.#bodies);
    } catch (cause) {
      const damage: Damage = { key: toKey(row), where: this.#where };
      this.#onDamage(damage);
      throw damagedError(damage, cause);
    }
  }

  /** Reads all that is stored, expired or not, and so tells of all damage. Yields how many it has read at once. */
  *readEverything(atOnce: number): Generator<number, void> {
    const text = 'SELECT rowid, * FROM document WHERE rowid > ? ORDER BY rowid LIMIT ?';
    for (let after = 0; ; ) {
      const rows = this.#prepare(text).all(after, atOnce);
      for (const row of rows) this.#tellDamage(row);
      yield rows.length;
      if (rows.length < atOnce) return;
      after = rows.at(-1)!['rowid'] as number;
    }
  }

  #tellDamage(row: Row): void {
    try {
      this.decode(row);
    } catch (error) {
      if (!(error instanceof StoreError && error.code === 'damaged')) throw error;
    }
  }

  expired(now: number, limit: number): DocumentKey[] {
    const text = `SELECT kind, tenant, id FROM document WHERE expires_at <= ?
      ORDER BY expires_at, kind, tenant, id LIMIT ?`;
    return this.#prepare(text).all(now, limit).map(toKey);
  }

  put(key: DocumentKey, revision: number, expiresAt: number | undefined, body: string): void {
    this.#run(
      `INSERT INTO document (kind, tenant, id, revision, expires_at, body, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET
          revision = excluded.revision, expires_at = excluded.expires_at,
          body = excluded.body, checksum = excluded.checksum`,
      [...parts(key), revision, expiresAt ?? null, body, crc32(body)],
    );
  }

  remove(key: DocumentKey): void {
    this.#run('DELETE FROM document WHERE kind = ? AND tenant = ? AND id = ?', parts(key));
  }

  record(sequence: number, key: DocumentKey, deleted: boolean): void {
    this.#run('INSERT INTO change (sequence, kind, tenant, id, deleted) VALUES (?, ?, ?, ?, ?)', [
      sequence,
      ...parts(key),
      Number(deleted),
    ]);
  }

  changes(after: number, limit: number): Change[] {
    const text = 'SELECT * FROM change WHERE sequence > ? ORDER BY sequence LIMIT ?';
    return this.#prepare(text).all(after, limit).map(toChange);
  }

  forgetChanges(through: number): void {
    this.#run('DELETE FROM change WHERE sequence <= ?', [through]);
  }

  counter(name: CounterName): number {
    return this.#get('SELECT value FROM counter WHERE name = ?', [name])!['value'] as number;
  }

  setCounter(name: CounterName, value: number): void {
    this.#run('UPDATE counter SET value = ? WHERE name = ?', [value, name]);
  }

  #get(text: string, values: SQLInputValue[]): Row | undefined {
    return this.#prepare(text).get(...values);
  }

  #run(text: string, values: SQLInputValue[]): void {
    this.#prepare(text).run(...values);
  }

  #prepare(text: string): StatementSync {
    let statement = this.#prepared.get(text);
    if (statement === undefined) {
      statement = this.#database.prepare(text);
      this.#prepared.set(text, statement);
    }
    return statement;
  }
}

/** Numbers that outlive the process. */
export type CounterName = 'sequence' | 'compacted' | 'lease_tokens';

/** @throws Error when it is not what was written */
function toDocument(row: Row, bodies: ReadBodies): Document {
  const expiresAt = row['expires_at'] as number | null;
  const revision = row['revision'] as number;
  const body = row['body'] as string;
  if (row['checksum'] !== null && row['checksum'] !== crc32(body)) {
    throw new Error('The checksum of the body is another one.');
  }
  return {
    key: toKey(row),
    revision,
    body: bodies.decode(revision, body),
    ...(expiresAt === null ? {} : { expiresAt }),
  };
}

function toChange(row: Row): Change {
  return { sequence: row['sequence'] as number, key: toKey(row), deleted: row['deleted'] === 1 };
}

/** The key of a row. */
export function toKey(row: Row): DocumentKey {
  return { tenant: row['tenant'] as string, kind: row['kind'] as string, id: row['id'] as string };
}

function parts({ kind, tenant, id }: DocumentKey): [string, string, string] {
  return [kind, tenant, id];
}
