// What the page of a problem shows for a program compiles, against the sources of the SDK.
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { catchSample } from '../../docs/src/reference/problem-pages.ts';
import { readSources } from '../../docs/src/sources.ts';
import { isForFullRun } from '../support/left-out.ts';
import { run } from '../support/program.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const COMPILER = join(root, 'node_modules/@typescript/native/bin/tsc');

describe.skipIf(isForFullRun('Samples of problems'))('samples of problems', () => {
  test('compile', async () => {
    const { contract, problems } = await readSources();
    const samples = Object.keys(problems).flatMap((code) => {
      const sample = catchSample(code, contract);
      return sample === undefined ? [] : [{ code, sample }];
    });
    expect(samples.length).toBeGreaterThan(20);
    const folder = await mkdtemp(join(tmpdir(), 'hikube-samples-'));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    for (const { code, sample } of samples) await writeFile(join(folder, `${code}.ts`), sample);
    const options = [
      '--noEmit',
      '--strict',
      '--exactOptionalPropertyTypes',
      '--skipLibCheck',
      '--target',
      'es2024',
      '--module',
      'nodenext',
      '--types',
      'node',
    ];
    const sources = ['--customConditions', '@hikube/source', '--allowImportingTsExtensions'];
    const files = samples.map(({ code }) => `${code}.ts`);
    const { stdout } = await run(process.execPath, [COMPILER, ...options, ...sources, ...files], {
      cwd: folder,
    }).catch((error: { stdout: string }) => error);
    await rm(folder, { recursive: true });
    expect(stdout).toBe('');
  });
});
