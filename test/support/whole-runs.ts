// How long whole runs of the tests took on this machine, kept beside what Node has compiled.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface WholeRun {
  readonly files: number;
  readonly minutes: number;
}

/** @param mode `test` of `npm test`, `full` of `npm run test:full` */
const fileOf = (mode: string): string =>
  fileURLToPath(new URL(`../../node_modules/.cache/hikube/tests-${mode}.json`, import.meta.url));

/** Keeps the one that ends here. */
export async function keepWholeRun(mode: string, run: WholeRun): Promise<void> {
  const file = fileOf(mode);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(run));
}

/** The last one in this mode; undefined where there was none. */
export async function lastWholeRun(mode: string): Promise<WholeRun | undefined> {
  const text = await readFile(fileOf(mode), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as WholeRun);
}
