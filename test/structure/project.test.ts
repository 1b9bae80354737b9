// The project itself keeps its rules.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { isForFullRun } from '../support/left-out.ts';
import { cycleFindings } from './cycles.ts';
import { decisionFindings } from './decisions.ts';
import { duplicateFindings } from './duplicates.ts';
import { layerArrowFindings } from './layer-arrows.ts';
import { lockFileFindings } from './lock-file.ts';
import { packageArrowFindings } from './package-arrows.ts';
import { seamFindings } from './seams.ts';
import { isTypeScript, readSourceTree } from './source-tree.ts';
import { tidyFindings } from './tidy.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const files = await readSourceTree(ROOT);

test('the rules see the project', () => {
  const seen = new Set(files.filter(isTypeScript).map(({ path }) => path.split('/')[0]));
  for (const folder of [
    'contract-compiler',
    'domain',
    'platforms',
    'scripts',
    'sdk',
    'server',
    'service',
    'test',
  ])
    expect(seen).toContain(folder);
  expect(files.filter(({ path }) => path.startsWith('docs/decisions/')).length).toBeGreaterThan(10);
  expect(files.some(({ path }) => /node_modules|\/generated\//.test(path))).toBe(false);
});

// `npm run check` asks each of them, too.
test.skipIf(isForFullRun('What the rules say of the project')).each([
  ['package arrows', packageArrowFindings],
  ['layer arrows', layerArrowFindings],
  ['cycles', cycleFindings],
  ['seams', seamFindings],
  ['tidiness', tidyFindings],
  ['decisions', decisionFindings],
  ['duplicates', duplicateFindings],
])('%s', (_name, findings) => {
  expect(findings(files)).toEqual([]);
});

test('the lock file is complete', async () => {
  expect(lockFileFindings(await readFile(resolve(ROOT, 'package-lock.json'), 'utf8'))).toEqual([]);
});

test('the tests run on the Node of the project', () => {
  expect(Number(process.versions.node.split('.')[0])).toBeGreaterThanOrEqual(24);
});
