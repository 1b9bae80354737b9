// The archives that are published, packed once for all files of a run, in an environment with secrets.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { type Packed, packPackages } from '../../scripts/packages/pack.ts';
import { MADE, madeOnce } from './made-once.ts';

export interface PackedArchives {
  /** Packages as they are laid out are below `npm` in it. */
  readonly folder: string;
  readonly archives: readonly Packed[];
  /** What the secrets of whoever packed them were. */
  readonly canary: string;
}

/** What whoever packs has in the environment, as CI has it. */
const SECRETS = ['HIKUBE_TOKEN', 'NPM_TOKEN', 'HIKUBE_SECRET_KEYS', 'DATABASE_URL'];

/** @throws Error when they cannot be packed, or outside of a run of tests */
export async function packedArchives(): Promise<PackedArchives> {
  if (MADE === undefined) throw new Error('Archives are packed for a run of tests: start it with npm test.');
  const folder = await madeOnce(MADE, 'archives', async (made) => {
    const canary = `canary-${crypto.randomUUID()}`;
    const before = { ...process.env };
    for (const name of SECRETS) process.env[name] = canary;
    try {
      const archives = await packPackages(made);
      await writeFile(join(made, 'packed.json'), JSON.stringify({ archives, canary }));
    } finally {
      for (const name of SECRETS) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
    }
  });
  return { folder, ...JSON.parse(await readFile(join(folder, 'packed.json'), 'utf8')) };
}

/** The files of some of them, by the names of the packages. @throws Error when one is not published */
export async function archivesOf(...names: readonly string[]): Promise<string[]> {
  const { archives } = await packedArchives();
  return names.map((name) => {
    const found = archives.find((each) => each.name === name);
    if (found === undefined) throw new Error(`${name} is not published`);
    return found.file;
  });
}
