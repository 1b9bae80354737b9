// The master key of a service that nobody configured one for: a file beside its data, which only its user may read.
import { link, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { keyIdOf, newMasterKeyText, type Random, type Sealed } from '@hikube/service';
import { createDirectory, syncDirectory } from '@hikube/service/sqlite';

const NAME = 'secret.key';
const ONLY_OWNER = 0o600;
const OTHERS = 0o077;

/** Where the file of a data directory is. */
export function secretKeyFile(directory: string): string {
  return join(directory, NAME);
}

/**
 * Reads the keys, or makes the first one. The file may hold several, one for each line: the first encrypts.
 * @param findSecret a stored secret, if there is any: then the first key was made long ago, and a new one in its place
 *   would open nothing and stand in the way of whoever puts the old one back
 * @throws Error with a sentence for the operator when others can read the file, or when it is lost
 */
export async function readSecretKeyFile(
  directory: string,
  random: Random,
  findSecret: () => Promise<Sealed | undefined>,
): Promise<string> {
  const path = secretKeyFile(directory);
  createDirectory(directory);
  const existing = await readIfThere(path);
  if (existing !== undefined) return existing;
  const secret = await findSecret();
  if (secret !== undefined) {
    throw new Error(
      `The key file ${path} is missing, and stored secrets were encrypted with the key ${keyIdOf(secret)}: put the file back, or set HIKUBE_SECRET_KEYS to that key, then start again.`,
    );
  }
  await create(path, `${newMasterKeyText(random)}\n`, random);
  // Another process may have been faster: its key counts.
  return readFile(path, 'utf8');
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    const { mode } = await stat(path);
    // Windows has no such bits.
    if (process.platform !== 'win32' && (mode & OTHERS) !== 0) {
      throw new Error(
        `The key file ${path} can be read by other users: run "chmod 600 ${path}", then start again.`,
      );
    }
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Whole or not at all: a key that was cut by a crash would lock everything that follows. */
async function create(path: string, text: string, random: Random): Promise<void> {
  const draft = `${path}.${random.hex(8)}`;
  const file = await open(draft, 'wx', ONLY_OWNER);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  // What is sealed with a key is on disk at once, so its name must be there before.
  syncDirectory(dirname(path));
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
