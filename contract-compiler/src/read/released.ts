// The contracts that were released: openapi/released/<version>.json, as they were published.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CONTRACT_FOLDER } from './files.ts';
import type { Contract } from './schema.ts';

/** Where the contract of each release is kept. */
export const RELEASED_FOLDER = join(CONTRACT_FOLDER, 'released');

/** A released contract in its file. */
export interface Released {
  /** Name of the file, without `.json`. */
  readonly version: string;
  readonly document: Contract;
}

/** The newest released contract; undefined before the first release. */
export async function readReleased(folder = RELEASED_FOLDER): Promise<Released | undefined> {
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.json'));
  const newest = files.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
  if (newest === undefined) return undefined;
  const document = JSON.parse(await readFile(join(folder, newest), 'utf8')) as Contract;
  return { version: newest.slice(0, -'.json'.length), document };
}
