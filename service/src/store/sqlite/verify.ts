// Checks a database file from end to end, as a copy must be before anybody relies on it.
import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../errors.ts';
import { readVersion } from './database.ts';
import type { Sqlite } from './engine.ts';
import { withSqliteErrors } from './errors.ts';

/** What a verified file holds. */
export interface Contents {
  /** Counts documents that have expired but are not pruned yet, too. */
  readonly documents: number;
  /** The sequence number of the latest change in it. */
  readonly sequence: number;
}

/**
 * Also turns the file into a single one that needs no log beside it.
 * @param file must be in use by nobody
 * @throws StoreError `corrupt` or `schema_too_new`
 */
export function verifyCopy(sqlite: Sqlite, file: string): Contents {
  return withSqliteErrors(file, () => {
    const database = new sqlite.DatabaseSync(file);
    try {
      if (readVersion(database, file) === 0) {
        throw new StoreError('corrupt', `${file} is empty: it is no backup of this service.`);
      }
      const problems = database.prepare('PRAGMA integrity_check(1)').get()!['integrity_check'];
      if (problems !== 'ok')
        throw new StoreError('corrupt', `${file} is damaged (${problems}): use another backup.`);
      database.exec('PRAGMA journal_mode = DELETE');
      return readContents(database);
    } finally {
      database.close();
    }
  });
}

function readContents(database: DatabaseSync): Contents {
  const number = (text: string): number => database.prepare(text).get()!['value'] as number;
  return {
    documents: number('SELECT count(*) AS value FROM document'),
    sequence: number("SELECT value FROM counter WHERE name = 'sequence'"),
  };
}
