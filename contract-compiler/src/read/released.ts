// The contract of the last release, against which additions are checked: openapi/released/<version>.json.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CONTRACT_FOLDER } from './files.ts';
import type { Contract } from './schema.ts';

/** The newest released contract; undefined before the first release. */
export async function readReleased(): Promise<Contract | undefined> {
  const folder = join(CONTRACT_FOLDER, 'released');
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.json'));
  const newest = files.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
  return newest === undefined
    ? undefined
    : (JSON.parse(await readFile(join(folder, newest), 'utf8')) as Contract);
}
