// The folder of whoever calls. An empty HOME is none: the folder that one happens to be in is no place for tokens.
import { homedir, userInfo } from 'node:os';

/** What Debian and others write for an account without a folder: nothing is found there, and nothing is there by chance. */
const NOWHERE = '/nonexistent';

/** Asked in turn; a system without an entry for this user throws. */
const askedFor = [homedir, () => userInfo().homedir];

/** The first that says a folder; one that does not exist for a user whom the system does not know. */
export function homeOf(asked: readonly (() => string)[] = askedFor): string {
  for (const ask of asked) {
    try {
      const folder = ask();
      if (folder !== '') return folder;
    } catch {
      // As of a number in a container that no file names.
    }
  }
  return NOWHERE;
}
