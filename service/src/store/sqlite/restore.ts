// Puts a backup into a data directory, and keeps what was there before beside it.
import { closeSync, copyFileSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { StoreError } from '../errors.ts';
import {
  createDirectory,
  type DataDirectory,
  databaseFiles,
  dataDirectory,
  exists,
  syncDirectory,
  withFileErrors,
} from './data-directory.ts';
import { openDatabase } from './database.ts';
import { loadSqlite, type Sqlite } from './engine.ts';
import { takeOwnership } from './owner-lock.ts';
import { type Contents, verifyCopy } from './verify.ts';

/** What to restore, and where to. */
export interface RestoreOptions {
  /** The backup; it is only read. */
  readonly from: string;
  /** The data directory; created where it is missing. No service may be using it. */
  readonly directory: string;
  /** Restore although the directory holds data, which is moved aside. By default that is refused. */
  readonly replace?: boolean;
}

/** A finished restore. */
export interface Restored extends Contents {
  /** Where the data that was there before is now; absent when there was none. */
  readonly replaced?: string;
}

/** @throws StoreError `corrupt`, `already_exists`, `in_use`, or what the file system says; nothing has changed then */
export async function restoreSqliteStore(options: RestoreOptions): Promise<Restored> {
  const sqlite = await loadSqlite();
  const directory = dataDirectory(options.directory);
  if (!exists(options.from)) {
    throw new StoreError('corrupt', `There is no backup at ${options.from}: check the path.`);
  }
  createDirectory(directory.path);
  const lock = takeOwnership(sqlite, directory);
  try {
    return withFileErrors(directory.path, () => restoreInto(sqlite, directory, options));
  } finally {
    lock.release();
  }
}

function restoreInto(sqlite: Sqlite, directory: DataDirectory, options: RestoreOptions): Restored {
  const isUsed = databaseFiles(directory).some(exists);
  if (isUsed && options.replace !== true) {
    throw new StoreError(
      'already_exists',
      `${directory.path} already holds data: choose an empty directory, or add --replace to move that data aside.`,
    );
  }
  const draft = `${directory.database}.restoring`;
  try {
    copyDurably(options.from, draft);
    const contents = verifyBackup(sqlite, draft, options.from);
    const replaced = isUsed ? moveAside(directory) : undefined;
    renameSync(draft, directory.database);
    syncDirectory(directory.path);
    // Brings an older backup up to date now, rather than when the service starts.
    openDatabase(sqlite, directory).close();
    return replaced === undefined ? contents : { ...contents, replaced };
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Checks the draft, and speaks of the file that it is a copy of. */
function verifyBackup(sqlite: Sqlite, draft: string, from: string): Contents {
  try {
    return verifyCopy(sqlite, draft);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const sentence =
      error.code === 'corrupt'
        ? `${from} is damaged or is no backup of this service: choose another file; nothing was changed.`
        : error.message.replaceAll(draft, from);
    throw new StoreError(error.code, sentence, error);
  }
}

/**
 * The database goes first: until the new one is in place the directory is then refused as one whose database is
 * missing. Its log must go as well, for SQLite would apply it to the restored file.
 */
function moveAside(directory: DataDirectory): string {
  let number = 1;
  while (exists(join(directory.path, `replaced-${number}`))) number += 1;
  const aside = join(directory.path, `replaced-${number}`);
  mkdirSync(aside, { mode: 0o700 });
  for (const file of databaseFiles(directory)) {
    if (exists(file)) renameSync(file, join(aside, basename(file)));
  }
  syncDirectory(aside);
  syncDirectory(directory.path);
  return aside;
}

function copyDurably(from: string, to: string): void {
  rmSync(to, { force: true });
  copyFileSync(from, to);
  const descriptor = openSync(to, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
