// A mark beside the database for as long as its log may hold what the database does not: a log that is missing then was
// lost, and acknowledged writes with it. SQLite itself would open what is left without a word.
import { rmSync } from 'node:fs';
import { StoreError } from '../errors.ts';
import { type DataDirectory, exists, syncDirectory, withFileErrors, writeDurably } from './data-directory.ts';

const TEXT =
  'Written before the first change, removed when all changes are in hikube.db: until then hikube.db-wal is needed.\n';

export class UnfinishedMark {
  readonly #directory: DataDirectory;
  #isSet = false;

  /** @throws StoreError `corrupt` when the log of the last run is missing */
  constructor(directory: DataDirectory) {
    this.#directory = directory;
    const { database, unfinished } = directory;
    if (exists(unfinished) && exists(database) && !exists(`${database}-wal`)) {
      throw new StoreError(
        'corrupt',
        `${database}-wal is missing, which held the latest writes when the service was cut off: put it back or restore a backup. If a program such as sqlite3 has opened ${database} since and closed it, nothing is missing: delete ${unfinished}.`,
      );
    }
  }

  /** To be called before each change. @throws StoreError when the mark cannot be written, as on a full disk */
  set(): void {
    if (this.#isSet) return;
    const { path, unfinished } = this.#directory;
    withFileErrors(unfinished, () => writeDurably(path, unfinished, TEXT));
    this.#isSet = true;
  }

  /** To be called when the log holds nothing any more. */
  clear(): void {
    const { path, unfinished } = this.#directory;
    rmSync(unfinished, { force: true });
    syncDirectory(path);
    this.#isSet = false;
  }
}
