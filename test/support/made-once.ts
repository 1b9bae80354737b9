// What several files of a run need and is dear to make, such as packed archives, is made by whoever needs it first. It
// goes with the run, and nobody may change it.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';

const LOOK_AGAIN_MS = 50;

/** Where all of it is in a run of tests; undefined in other programs. */
export const MADE = process.env['HIKUBE_TEST_MADE'];

/**
 * The folder of this name below `home`, filled by `make` in one of the workers; the others wait for it.
 * @throws what `make` threw, as text in the other workers
 */
export async function madeOnce(
  home: string,
  name: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  await mkdir(home, { recursive: true });
  const folder = join(home, name);
  const [done, failed] = [`${folder}.done`, `${folder}.failed`];
  const isFirst = await mkdir(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      return false;
    },
  );
  if (isFirst) {
    try {
      await make(folder);
      await writeFile(done, '');
    } catch (error) {
      await writeFile(failed, String(error));
      throw error;
    }
    return folder;
  }
  while (!existsSync(done)) {
    if (existsSync(failed)) throw new Error(`${name} could not be made: ${await readFile(failed, 'utf8')}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  return folder;
}
