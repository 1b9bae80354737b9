// Notices that files in use were removed or replaced: the operating system would let a process write on to files that
// have no name any more, and everything that it acknowledged would be gone with it.
import { type BigIntStats, statSync } from 'node:fs';
import { StoreError } from '../errors.ts';
import { fileError } from './data-directory.ts';

/** Watches over files that are open. */
export class Presence {
  readonly #directory: string;
  readonly #files: readonly { readonly path: string; readonly identity: string }[];
  #lost: StoreError | undefined;

  /** @param files those of them that are there now */
  constructor(directory: string, files: readonly string[]) {
    this.#directory = directory;
    this.#files = files.flatMap((path) => {
      const identity = identityOf(path);
      return identity === undefined ? [] : [{ path, identity }];
    });
  }

  /**
   * Once a file was found missing this stays so until the service starts anew: what was written meanwhile went nowhere.
   * @throws StoreError `corrupt` when one of the files is not the one that was opened
   */
  check(): void {
    if (this.#lost === undefined) {
      const gone = this.#files.find(({ path, identity }) => identityOf(path) !== identity);
      if (gone === undefined) return;
      this.#lost = new StoreError(
        'corrupt',
        `${gone.path} was removed or replaced while the service used it, so nothing is written any more: stop the service, put ${this.#directory} back or restore a backup, then start it again.`,
      );
    }
    throw this.#lost;
  }
}

/** Device, number and links; undefined when there is no such file. */
function identityOf(path: string): string | undefined {
  let found: BigIntStats | undefined;
  try {
    found = statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTDIR') throw fileError(path, error);
  }
  return found === undefined || found.nlink === 0n ? undefined : `${found.dev}:${found.ino}`;
}
