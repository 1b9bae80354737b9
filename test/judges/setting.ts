// What the judges share: where the contract is, and why some of them are left out on a machine.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SCALE } from '../support/scale.ts';

export const run = promisify(execFile);

/** The contract as it is published. */
export const CONTRACT = fileURLToPath(new URL('../../openapi/generated/openapi.gen.json', import.meta.url));

/** Its twin in OpenAPI 3.0. */
export const TWIN = fileURLToPath(new URL('../../openapi/generated/openapi-3.0.gen.json', import.meta.url));

/**
 * Prints why a judge is left out here; false where it is not.
 * @param missing what has to be installed; in CI, where all of it is, an error
 * @param unfit why what is installed is of no use, as an old release of a distribution is
 */
export function isLeftOut(judge: string, missing?: string, unfit?: string): boolean {
  if (SCALE < 1) {
    console.log(`${judge} is left out: it is part of npm run test:full.`);
    return true;
  }
  if (missing !== undefined && process.env['CI'])
    throw new Error(`${judge} has to run here, but ${missing}.`);
  const reason = missing ?? unfit;
  if (reason !== undefined) console.log(`${judge} is left out: ${reason}.`);
  return reason !== undefined;
}

/** Gives `use` a folder, and removes it afterwards. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'hikube-judge-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
