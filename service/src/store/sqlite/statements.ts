// The statements of the embedded store, prepared once per database, and the documents that were read or written not long ago.
// One process owns the database, and all that it writes passes by here: what is kept is what is there, and a document is read
// from the disk only when nobody has asked for it lately.
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { Kept } from '../../kept.ts';
import { type Damage, damagedError, type OnDamage } from '../damage.ts';
import { StoreError } from '../errors.ts';
import { KEPT_CHARACTERS } from '../read-bodies.ts';
import { type SqlQuery, selectPage } from '../sql/select.ts';
import type { Change, Document, DocumentKey, ListQuery } from '../store.ts';
import { Stored } from './stored.ts';

/** How the select statements number their parameters. */
export const placeholder = (number: number): string => `?${number}`;

/** As SQLite gives it. */
export type Row = Record<string, unknown>;

export class Statements {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();
  readonly #where: string;
  readonly #onDamage: OnDamage;
  readonly #kept = new Kept<string, Stored>(KEPT_CHARACTERS);

  /** @param where the file, for what is damaged in it */
  constructor(database: DatabaseSync, where: string, onDamage: OnDamage) {
    this.#database = database;
    this.#where = where;
    this.#onDamage = onDamage;
  }

  all({ text, values }: SqlQuery): Row[] {
    return this.#prepare(text).all(...values);
  }

  /** A document that has not expired. @throws StoreError `damaged`, after having told of it */
  find(key: DocumentKey, now: number): Document | undefined {
    const stored = this.#kept.get(nameOf(key)) ?? this.#load(key);
    return stored?.isLive(now) === true ? this.open(stored) : undefined;
  }

  /** The same without the cost of its body. */
  revision(key: DocumentKey, now: number): number | undefined {
    const kept = this.#kept.get(nameOf(key));
    if (kept !== undefined) return kept.isLive(now) ? kept.revision : undefined;
    const row = this.#get(
      'SELECT revision FROM document WHERE kind = ? AND tenant = ? AND id = ? AND (expires_at IS NULL OR expires_at > ?)',
      [...parts(key), now],
    );
    return row?.['revision'] as number | undefined;
  }

  /** A page of a list, from one moment; {@link open} says what is in them. */
  page(query: ListQuery, now: number): Stored[] {
    const { kind } = query;
    return this.all(selectPage(query, 'document', now, placeholder, PAGE_COLUMNS)).map((row) => {
      const key = { kind, tenant: row['tenant'] as string, id: row['id'] as string };
      const kept = this.#kept.get(nameOf(key));
      const holds = kept !== undefined && kept.revision === row['revision'];
      return holds ? kept : (this.#load(key) as Stored);
    });
  }

  /** What the store hands out. @throws StoreError `damaged`, after having told of it */
  open(stored: Stored): Document {
    try {
      return stored.document;
    } catch (cause) {
      this.#kept.delete(nameOf(stored.key));
      const damage: Damage = { key: stored.key, where: this.#where };
      this.#onDamage(damage);
      throw damagedError(damage, cause);
    }
  }

  /** To be called when a transaction was taken back: what it wrote is kept and not there. */
  forgetKept(): void {
    this.#kept.clear();
  }

  /** Reads all that is stored, expired or not, and so tells of all damage. Yields how many it has read at once. */
  *readEverything(atOnce: number): Generator<number, void> {
    const text = 'SELECT rowid, * FROM document WHERE rowid > ? ORDER BY rowid LIMIT ?';
    for (let after = 0; ; ) {
      const rows = this.#prepare(text).all(after, atOnce);
      for (const row of rows) this.#tellDamage(toStored(row));
      yield rows.length;
      if (rows.length < atOnce) return;
      after = rows.at(-1)!['rowid'] as number;
    }
  }

  #tellDamage(stored: Stored): void {
    try {
      this.open(stored);
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
    this.#keep(new Stored({ key, revision, expiresAt, text: body, checksum: null }));
    this.#run(
      `INSERT INTO document (kind, tenant, id, revision, expires_at, body, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET
          revision = excluded.revision, expires_at = excluded.expires_at,
          body = excluded.body, checksum = excluded.checksum`,
      [...parts(key), revision, expiresAt ?? null, body, crc32(body)],
    );
  }

  remove(key: DocumentKey): void {
    this.#kept.delete(nameOf(key));
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

  #load(key: DocumentKey): Stored | undefined {
    const row = this.#get('SELECT * FROM document WHERE kind = ? AND tenant = ? AND id = ?', parts(key));
    return row && this.#keep(toStored(row));
  }

  #keep(stored: Stored): Stored {
    this.#kept.set(nameOf(stored.key), stored, stored.characters);
    return stored;
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

/** Enough to know which documents are on a page, and whether what is kept of them is true. */
export const PAGE_COLUMNS = 'tenant, id, revision';

function toStored(row: Row): Stored {
  return new Stored({
    key: toKey(row),
    revision: row['revision'] as number,
    expiresAt: (row['expires_at'] as number | null) ?? undefined,
    text: row['body'],
    checksum: row['checksum'] as number | null,
  });
}

function toChange(row: Row): Change {
  return { sequence: row['sequence'] as number, key: toKey(row), deleted: row['deleted'] === 1 };
}

/** The key of a row. */
export function toKey(row: Row): DocumentKey {
  return { tenant: row['tenant'] as string, kind: row['kind'] as string, id: row['id'] as string };
}

function nameOf({ kind, tenant, id }: DocumentKey): string {
  return `${kind}\0${tenant}\0${id}`;
}

function parts({ kind, tenant, id }: DocumentKey): [string, string, string] {
  return [kind, tenant, id];
}
