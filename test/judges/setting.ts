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

/**
 * Prints why a judge is left out here; false where it is not. In CI, where all of them are installed, a missing one is an
 * error.
 */
export function isLeftOut(judge: string, missing: string | undefined): boolean {
  if (SCALE < 1) {
    console.log(`${judge} is left out: it is part of npm run test:full.`);
    return true;
  }
  if (missing === undefined) return false;
  if (process.env['CI']) throw new Error(`${judge} has to run here, but ${missing}.`);
  console.log(`${judge} is left out: ${missing}.`);
  return true;
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
