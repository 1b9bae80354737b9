// Checks a data directory as it is: the structure of the file, and every document. Nothing is changed, and a service may
// be using it meanwhile.
import { type Damage, damagedError } from '../damage.ts';
import { StoreError } from '../errors.ts';
import { dataDirectory, sizeOf } from './data-directory.ts';
import { readVersion } from './database.ts';
import { loadSqlite } from './engine.ts';
import { withSqliteErrors } from './errors.ts';
import { Statements } from './statements.ts';
import { UnfinishedMark } from './unfinished.ts';

/** What was found. */
export interface Checked {
  readonly file: string;
  /** All of them, the damaged and the expired ones, too. */
  readonly documents: number;
  /** A sentence each; none when everything is as it was written. */
  readonly problems: readonly string[];
}

const ROWS_AT_ONCE = 500;
// More of them say nothing new.
const STRUCTURE_PROBLEMS = 20;

/** @throws StoreError when there is no such store, or it was written by another program or a newer version */
export async function checkSqliteStore(path: string): Promise<Checked> {
  const sqlite = await loadSqlite();
  const directory = dataDirectory(path);
  const file = directory.database;
  if (sizeOf(file) === 0) {
    throw new StoreError('corrupt', `${directory.path} holds no data to check: check HIKUBE_DATA_DIR.`);
  }
  new UnfinishedMark(directory);
  return withSqliteErrors(file, () => {
    const database = new sqlite.DatabaseSync(file, { readOnly: true });
    try {
      readVersion(database, file);
      const problems = database
        .prepare(`PRAGMA integrity_check(${STRUCTURE_PROBLEMS})`)
        .all()
        .map((row) => String(row['integrity_check']))
        .filter((text) => text !== 'ok')
        .map((text) => `The structure of ${file} is damaged (${text}): restore a backup.`);
      const tell = (damage: Damage): void => void problems.push(damagedError(damage).message);
      let documents = 0;
      for (const count of new Statements(database, file, tell).readEverything(ROWS_AT_ONCE))
        documents += count;
      return { file, documents, problems };
    } finally {
      database.close();
    }
  });
}
