// Files of the disk. A file is never seen half: its new content is written beside it and takes its place.
import { dirname } from 'node:path';
import { codeOf, makeFolder } from './folders.ts';
import type { Files } from './host.ts';

/** For its owner alone. */
const PRIVATE = 0o600;
const PRIVATE_FOLDER = 0o700;

async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  return work.catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
}

/** Read when the first file is. */
const disk = () => import('node:fs/promises');

/** @param token makes names of files that nobody else writes */
export function systemFiles(token: string): Files {
  let written = 0;
  return {
    async read(path) {
      const { readFile } = await disk();
      // Of a folder, the error does not say which.
      return ifThere(readFile(path, 'utf8')).catch((error: Error) => {
        throw Object.assign(error, { path });
      });
    },
    async replace(path, text) {
      const { chmod, realpath, rename, rm, stat } = await disk();
      const target = (await ifThere(realpath(path))) ?? path;
      await makeFolder(dirname(target), PRIVATE_FOLDER);
      const mode = (await ifThere(stat(target)))?.mode ?? PRIVATE;
      written += 1;
      const beside = `${target}.${token}-${written}`;
      try {
        await writeAll(beside, text);
        await chmod(beside, mode & 0o777);
        await rename(beside, target);
      } catch (error) {
        await rm(beside, { force: true }).catch(() => {});
        // Nobody knows the file beside.
        throw Object.assign(error as Error, { path: target });
      }
    },
    async create(path, text) {
      const { writeFile } = await disk();
      await makeFolder(dirname(path), PRIVATE_FOLDER);
      try {
        await writeFile(path, text, { flag: 'wx', mode: PRIVATE });
        return true;
      } catch (error) {
        if (codeOf(error) === 'EEXIST') return false;
        throw error;
      }
    },
    async install(from, to) {
      const { chmod, copyFile, rename } = await disk();
      await makeFolder(dirname(to));
      written += 1;
      const beside = `${to}.${token}-${written}`;
      await copyFile(from, beside);
      await chmod(beside, 0o755);
      await rename(beside, to);
    },
    async remove(path) {
      const { rm } = await disk();
      await rm(path, { force: true });
    },
  };
}

/** Written to the disk, and not only on its way there, before it takes the place of what was. */
async function writeAll(path: string, text: string): Promise<void> {
  const { open } = await disk();
  const file = await open(path, 'wx', PRIVATE);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
