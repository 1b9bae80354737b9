// Keeps a second process out of a data directory.
//
// The lock is a file lock that SQLite takes on an empty database of its own, held for as long as the process
// lives. The kernel drops it when the process dies, however it dies, so that there is no stale lock to detect and
// a recycled process id cannot deceive anybody. The lock is not taken on the documents' database itself, because
// a backup from another process must be able to read that. The file `owner.json` only serves the error's text.
import { chmodSync, closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { StoreError } from '../errors.ts';
import { type DataDirectory, withFileErrors, writeDurably } from './data-directory.ts';
import type { Sqlite } from './engine.ts';
import { withSqliteErrors } from './errors.ts';

const SQLITE_BUSY = 5;

/** A held lock. */
export interface OwnerLock {
  release(): void;
}

/** @throws StoreError `in_use`, naming the other process */
export function takeOwnership(sqlite: Sqlite, directory: DataDirectory): OwnerLock {
  withFileErrors(directory.lock, () => {
    // Whoever can read the file can lock it, and keep the service from starting.
    closeSync(openSync(directory.lock, 'a', 0o600));
    if (process.platform !== 'win32') chmodSync(directory.lock, 0o600);
  });
  const database = withSqliteErrors(directory.lock, () => new sqlite.DatabaseSync(directory.lock));
  try {
    withSqliteErrors(directory.lock, () => lockFile(database, directory));
    writeOwner(directory);
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    release() {
      if (readOwner(directory).pid === process.pid) rmSync(directory.owner, { force: true });
      database.close();
    },
  };
}

function lockFile(database: InstanceType<Sqlite['DatabaseSync']>, directory: DataDirectory): void {
  try {
    // Nothing is ever written, so that there is nothing to roll back and no journal is needed.
    database.exec('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    throw new StoreError(
      'in_use',
      `The data directory ${directory.path} is already in use by ${describeOwner(directory)}; stop it or choose another HIKUBE_DATA_DIR.`,
      error,
    );
  }
}

function writeOwner(directory: DataDirectory): void {
  const owner = JSON.stringify({ pid: process.pid, host: hostname() });
  try {
    withFileErrors(directory.owner, () => writeDurably(directory.path, directory.owner, `${owner}\n`));
  } catch (error) {
    // It only serves a sentence: on a full disk what is stored must still be read.
    if (!(error instanceof StoreError && error.code === 'disk_full')) throw error;
  }
}

/** The other process may have taken the lock without having written its name yet. */
function describeOwner(directory: DataDirectory): string {
  const owner = readOwner(directory);
  if (typeof owner.pid !== 'number') return 'another process';
  if (owner.host !== hostname()) return `process ${owner.pid} on ${String(owner.host)}`;
  if (owner.pid === process.pid) return `this process (${owner.pid})`;
  return isRunning(owner.pid) ? `process ${owner.pid}` : 'another process';
}

/** Empty when nobody has written a name, or the directory is gone. */
function readOwner(directory: DataDirectory): { readonly pid?: unknown; readonly host?: unknown } {
  try {
    return JSON.parse(readFileSync(directory.owner, 'utf8'));
  } catch {
    return {};
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It exists, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
