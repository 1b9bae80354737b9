// Opens the documents' database: checks that it is ours, sets it up for durability, and brings it up to date.
import { closeSync, openSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../errors.ts';
import { type DataDirectory, exists, sizeOf, withFileErrors, writeDurably } from './data-directory.ts';
import type { Sqlite } from './engine.ts';
import { withSqliteErrors } from './errors.ts';
import { APPLICATION_ID, MIGRATIONS } from './migrations.ts';

// How long to wait for a backup tool that holds the file for a moment.
const BUSY_WAIT_MS = 5000;
// Of https://sqlite.org/rescode.html: SQLITE_FULL, SQLITE_IOERR_WRITE, SQLITE_IOERR_SHMSIZE and SQLITE_IOERR_SHMMAP.
const NO_ROOM: ReadonlySet<unknown> = new Set([13, 778, 4874, 5386]);
// The log shrinks to this when it was larger once.
const LOG_BYTES_KEPT = 64 * 2 ** 20;

/**
 * @param maxBytes how large the file may grow; without bound by default
 * @throws StoreError `corrupt`, `schema_too_new`, `not_writable`, `disk_full` or `io_error`
 */
export function openDatabase(sqlite: Sqlite, directory: DataDirectory, maxBytes?: number): DatabaseSync {
  const file = directory.database;
  if (exists(directory.version) && sizeOf(file) === 0) {
    throw new StoreError(
      'corrupt',
      `${file} is missing or empty although it was used before: restore a backup, or delete the whole directory ${directory.path} to begin anew.`,
    );
  }
  // Created here for its mode, which SQLite's own files beside it take over: every tenant's data is in it.
  withFileErrors(file, () => closeSync(openSync(file, 'a', 0o600)));
  const database = withSqliteErrors(file, () => openFile(sqlite, file));
  try {
    withSqliteErrors(file, () => {
      const version = readVersion(database, file);
      setUp(database, file);
      migrate(database, version);
      if (maxBytes !== undefined) {
        const pages = Math.ceil(maxBytes / pragma(database, 'page_size'));
        database.exec(`PRAGMA max_page_count = ${pages}`);
      }
    });
    const mark = 'Hikube embedded store, SQLite\n';
    if (!exists(directory.version)) {
      withFileErrors(directory.version, () => writeDurably(directory.path, directory.version, mark));
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * The index of the log is a file of its own, so that a backup can read beside the service. On a full disk it cannot be
 * made: then it is kept in memory, nobody else can read until the next start, and what is stored is served all the same.
 */
function openFile(sqlite: Sqlite, file: string, locking: 'NORMAL' | 'EXCLUSIVE' = 'NORMAL'): DatabaseSync {
  const database = new sqlite.DatabaseSync(file, { timeout: BUSY_WAIT_MS });
  try {
    database.exec(`PRAGMA locking_mode = ${locking}`);
    pragma(database, 'user_version');
    return database;
  } catch (error) {
    database.close();
    const isFull = NO_ROOM.has((error as { errcode?: unknown }).errcode);
    if (locking === 'NORMAL' && isFull) return openFile(sqlite, file, 'EXCLUSIVE');
    throw error;
  }
}

/**
 * The version of the shape that a database has; 0 for a new one.
 * @throws StoreError `corrupt` when it is not ours, `schema_too_new` when a later version of the service wrote it
 */
export function readVersion(database: DatabaseSync, file: string): number {
  const version = pragma(database, 'user_version');
  const tables = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get()!['count'];
  if ((tables !== 0 || version !== 0) && pragma(database, 'application_id') !== APPLICATION_ID) {
    throw new StoreError(
      'corrupt',
      `${file} was not written by this service: choose another HIKUBE_DATA_DIR.`,
    );
  }
  if (version > MIGRATIONS.length) {
    throw new StoreError(
      'schema_too_new',
      `${file} was written by a newer version of the service (format ${version}, this one knows ${MIGRATIONS.length}): start that version.`,
    );
  }
  return version;
}

function setUp(database: DatabaseSync, file: string): void {
  const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode'];
  if (mode !== 'wal') {
    throw new StoreError(
      'io_error',
      `${file} is on a file system that SQLite cannot use safely: use a local disk.`,
    );
  }
  // FULL waits for the disk at each commit: what was acknowledged survives a loss of power.
  database.exec(`PRAGMA synchronous = FULL; PRAGMA journal_size_limit = ${LOG_BYTES_KEPT}`);
}

function migrate(database: DatabaseSync, version: number): void {
  for (const [index, statements] of MIGRATIONS.entries()) {
    if (index < version) continue;
    // The version is part of the transaction, so that a crash repeats a migration or has it, and never half.
    database.exec(`
      BEGIN IMMEDIATE;
      ${statements}
      PRAGMA application_id = ${APPLICATION_ID};
      PRAGMA user_version = ${index + 1};
      COMMIT;
    `);
  }
}

function pragma(database: DatabaseSync, name: string): number {
  return database.prepare(`PRAGMA ${name}`).get()![name] as number;
}
