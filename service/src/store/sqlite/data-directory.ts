// The files of a data directory, and how they are written so that a crash leaves the old or the new, never half.
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StoreError, type StoreErrorCode } from '../errors.ts';

/** Paths inside one data directory. */
export interface DataDirectory {
  readonly path: string;
  /** All documents; SQLite keeps its log beside it under the same name with `-wal` and `-shm`. */
  readonly database: string;
  /** Written once the database exists, so that a database that disappeared is not taken for a new beginning. */
  readonly version: string;
  /** Tells that the log beside the database is needed. */
  readonly unfinished: string;
  /** Locked by the process that owns the directory. */
  readonly lock: string;
  /** Tells people, not programs, which process that is. */
  readonly owner: string;
}

export function dataDirectory(path: string): DataDirectory {
  return {
    path,
    database: join(path, 'hikube.db'),
    version: join(path, 'STORE_VERSION'),
    unfinished: join(path, 'hikube.db-unfinished'),
    lock: join(path, 'owner.lock'),
    owner: join(path, 'owner.json'),
  };
}

/** The database and what belongs to it, the database first. */
export function databaseFiles({ database, unfinished }: DataDirectory): readonly string[] {
  return [database, ...logFiles(database), unfinished];
}

/** What SQLite keeps beside an open database. */
export function logFiles(database: string): readonly string[] {
  return [`${database}-wal`, `${database}-shm`];
}

/** Creates the directory where it is missing, readable by its owner only: it holds every tenant's data. */
export function createDirectory(path: string): void {
  withFileErrors(path, () => {
    try {
      makeWithParents(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      const reason = 'no directory can be made there; choose another HIKUBE_DATA_DIR';
      throw new StoreError('not_writable', `${path} cannot be used (ENOENT): ${reason}.`, error);
    }
  });
}

/** Not `recursive` of mkdir: Node tries for ever where the parent is there and takes no directories, as below /proc. */
function makeWithParents(path: string): void {
  if (isDirectory(path)) return;
  const parent = dirname(path);
  if (parent !== path && !exists(parent)) makeWithParents(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
    syncDirectory(parent);
  } catch (error) {
    // Another process may have been faster.
    if (!isDirectory(path)) throw error;
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** @returns 0 when there is no such file */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

export function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Replaces a small file at once and for good. */
export function writeDurably(directory: string, path: string, text: string): void {
  const draft = `${path}.draft`;
  writeFileSync(draft, text, { mode: 0o600, flush: true });
  renameSync(draft, path);
  syncDirectory(directory);
}

/** Makes renames in a directory survive a loss of power. */
export function syncDirectory(path: string): void {
  // Windows cannot open a directory, and keeps renames in its journal.
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Runs something on files and turns the operating system's errors into sentences. */
export function withFileErrors<Result>(path: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw error instanceof StoreError ? error : fileError(path, error);
  }
}

/** @param path what the sentence names */
export function fileError(path: string, cause: unknown): StoreError {
  const systemCode = (cause as NodeJS.ErrnoException | undefined)?.code ?? 'unknown error';
  const [code, advice] = FILE_ERRORS[systemCode] ?? ['io_error', 'check the disk'];
  return new StoreError(code, `${path} cannot be used (${systemCode}): ${advice}.`, cause);
}

const NOT_A_DIRECTORY = 'a part of this path is a file; choose another HIKUBE_DATA_DIR';
const NOT_PERMITTED = 'give the service the right to write there, or choose another HIKUBE_DATA_DIR';
const NO_SPACE = 'free some space on the disk';

const FILE_ERRORS: Record<string, readonly [StoreErrorCode, string]> = {
  EACCES: ['not_writable', NOT_PERMITTED],
  EPERM: ['not_writable', NOT_PERMITTED],
  EROFS: ['not_writable', NOT_PERMITTED],
  ENOENT: ['not_writable', 'there is no such file or directory'],
  ENOTDIR: ['not_writable', NOT_A_DIRECTORY],
  EEXIST: ['not_writable', NOT_A_DIRECTORY],
  ENOSPC: ['disk_full', NO_SPACE],
  EDQUOT: ['disk_full', NO_SPACE],
};
