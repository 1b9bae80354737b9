// Which versions of Kubernetes samples name. One that a reader copies must run a version that is supported; only a story
// that upgrades begins one minor before, because there is nothing newer to go to.
import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The day on which somebody looked last at the ends in `openapi/catalogue/`. It is moved together with those rows, and then
 * this test names every sample that has aged. It is no clock: no build fails because time has passed.
 */
const AS_OF = '2026-11-29';

/** Where samples are that somebody copies. */
const SAMPLES = [
  '{*/,}README.md',
  'docs/guides/**/*.md',
  'examples/**/*.{md,ts,tf,sh,yaml}',
  'terraform-provider/examples/**/*.tf',
  'cli/src/commands/*.ts',
  'scripts/demo/*.ts',
  'docs/src/browser/emulator/world.ts',
  'openapi/examples/createCluster.json',
];

/** What is shown because it is refused, or is no sample of a cluster. */
const OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  // The way back, which there is not.
  'docs/guides/upgrade.md': ['1.33'],
  'docs/guides/fr/upgrade.md': ['1.33'],
  'docs/guides/walk-through.md': ['1.33'],
  'docs/guides/fr/walk-through.md': ['1.33'],
  // The one before is asked which one follows.
  'terraform-provider/examples/functions/version_next/function.tf': ['1.34'],
};

interface Version {
  readonly minor: string;
  readonly endOfLife: string;
}

const versions = async (catalogue: string): Promise<readonly Version[]> => {
  const text = await readFile(`${root}/openapi/catalogue/${catalogue}.json`, 'utf8');
  return (JSON.parse(text) as { kubernetesVersions: readonly Version[] }).kubernetesVersions;
};

/** Of what a sample names, what a reader should not begin with. */
function aged(text: string, all: readonly Version[], otherwise: readonly string[] = []): readonly string[] {
  const named = new Set([...text.matchAll(/(?<![\d.])1\.\d\d(?!\d)/g)].map(([minor]) => minor));
  const supported = all.filter(({ endOfLife }) => endOfLife > AS_OF).map(({ minor }) => minor);
  const before = all.at(-supported.length - 1)?.minor;
  const upgrades = supported.some((minor) => named.has(minor));
  return all
    .map(({ minor }) => minor)
    .filter((minor) => named.has(minor) && !supported.includes(minor) && !otherwise.includes(minor))
    .filter((minor) => !(minor === before && upgrades));
}

test('every sample names a version that is supported, or upgrades to one', async () => {
  const all = await versions('hikube-1.1.2');
  const found: string[] = [];
  let read = 0;
  const isInstalled = (path: string) => path.includes('node_modules');
  for await (const file of glob(SAMPLES, { cwd: root, exclude: isInstalled })) {
    const text = await readFile(`${root}/${file}`, 'utf8');
    read += /(?<![\d.])1\.3\d(?!\d)/.test(text) ? 1 : 0;
    for (const minor of aged(text, all, OTHERWISE[file])) found.push(`${file} names ${minor}`);
  }
  expect(found).toEqual([]);
  expect(read).toBeGreaterThan(20);
});

test.each([
  ['version = "1.35"', []],
  ['version = "1.34"', ['1.34']],
  ['version 1.34, then 1.35', []],
  ['version 1.33, then 1.35', ['1.33']],
  ['a library 2.1.34, 1.340 and 1.99', []],
])('of %j it names %j', async (text, expected) => {
  expect(aged(text, await versions('hikube-1.1.2'))).toEqual(expected);
});
