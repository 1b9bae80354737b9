// Copies the database while it is in use, from this process or from another one.
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { StoreError } from '../errors.ts';
import {
  type DataDirectory,
  dataDirectory,
  exists,
  sizeOf,
  syncDirectory,
  withFileErrors,
} from './data-directory.ts';
import { loadSqlite, type Sqlite } from './engine.ts';
import { sqliteError } from './errors.ts';
import { type Contents, verifyCopy } from './verify.ts';

/** A finished, verified backup. */
export interface Backup extends Contents {
  readonly path: string;
  readonly bytes: number;
}

// In one step, so that a busy writer cannot make the copy start over again and again. Writers are not held up,
// because the copy reads through a connection of its own.
const ALL_PAGES = 2 ** 31 - 1;

/**
 * Backs up a data directory, also while a service uses it.
 * @param options.to a file that does not exist yet
 * @throws StoreError `already_exists`, `corrupt`, or what the file system says
 */
export async function backupSqliteStore(options: { directory: string; to: string }): Promise<Backup> {
  return backUp(await loadSqlite(), dataDirectory(options.directory), options.to);
}

/** As `backupSqliteStore`, for a directory that is at hand. */
export async function backUp(sqlite: Sqlite, directory: DataDirectory, to: string): Promise<Backup> {
  const path = resolve(to);
  if (exists(path)) {
    throw new StoreError('already_exists', `${path} already exists: name a new file for the backup.`);
  }
  if (sizeOf(directory.database) === 0) {
    throw new StoreError('corrupt', `${directory.path} holds no data to back up: check HIKUBE_DATA_DIR.`);
  }
  const draft = `${path}.draft`;
  try {
    await copyPages(sqlite, directory.database, draft);
    const contents = verifyCopy(sqlite, draft);
    withFileErrors(path, () => finish(draft, path));
    return { path, bytes: sizeOf(path), ...contents };
  } catch (error) {
    for (const file of [draft, `${draft}-wal`, `${draft}-shm`]) rmSync(file, { force: true });
    throw error;
  }
}

async function copyPages(sqlite: Sqlite, file: string, draft: string): Promise<void> {
  withFileErrors(draft, () => {
    rmSync(draft, { force: true });
    // Created here for its mode: the copy is as secret as what it copies.
    closeSync(openSync(draft, 'w', 0o600));
  });
  try {
    const source = new sqlite.DatabaseSync(file, { readOnly: true });
    try {
      await sqlite.backup(source, draft, { rate: ALL_PAGES });
    } finally {
      source.close();
    }
  } catch (error) {
    throw sqliteError(`the backup of ${file} to ${draft}`, error);
  }
}

function finish(draft: string, path: string): void {
  const descriptor = openSync(draft, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, path);
  syncDirectory(dirname(path));
}
