// Every method of the client's resources has an example, which is run as it stands there on an emulator of its own, and whose
// types fit.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as sdk from '@hikube/sdk';
import { expect, test } from 'vitest';
import { run } from '../support/program.ts';
import { runExample } from './example-run.ts';
import { COMPILERS, ROOT } from './project.ts';

const FOLDER = join(ROOT, 'sdk/src/resources');

interface Method {
  /** As the contract names its operation, such as `getCluster`. */
  readonly about: string;
  readonly name: string;
  readonly text: string | undefined;
}

const methods: Method[] = [];
for (const file of (await readdir(FOLDER)).filter((name) => !name.includes('.test.')).sort()) {
  const source = await readFile(join(FOLDER, file), 'utf8');
  const [, resource = ''] = /export class (\w+)/.exec(source) ?? [];
  const documented = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(\w+)(?:<[^(]*>)?\(/g;
  for (const [, comment = '', method = ''] of source.matchAll(documented)) {
    const [, example] = comment.split('@example\n');
    methods.push({
      about: `${method}${resource.replace(/s$/, '')}`,
      name: `${resource}.${method}`,
      text: example?.replaceAll(/^ *\* ?/gm, '').trim(),
    });
  }
}
const examples = methods.flatMap(({ text, ...method }) => (text === undefined ? [] : [{ ...method, text }]));

test('each method has one', () => {
  console.log(`sdk: ${examples.length} examples of methods run`);
  expect(methods.filter(({ text }) => text === undefined)).toEqual([]);
  // One that is not documented would not be seen.
  const seen = new Set(methods.map(({ name }) => name.toLowerCase()));
  const hikube = sdk.createClient({ endpoint: 'https://api.test/v1', token: 'none' });
  const all = Object.entries(hikube)
    .filter(([resource, value]) => typeof value === 'object' && resource !== 'core')
    .flatMap(([resource, value]) =>
      Object.getOwnPropertyNames(Object.getPrototypeOf(value))
        .filter((name) => name !== 'constructor')
        .map((name) => `${resource}.${name}`.toLowerCase()),
    );
  expect(all.filter((name) => !seen.has(name))).toEqual([]);
  expect(all.length).toBe(examples.length);
});

test.each(examples)('$name', ({ about, text }) =>
  runExample(about, text, async (emulator) => {
    const hikube = emulator.client();
    // What another process has written down.
    const token = /\breadFile\b/.test(text) ? await hikube.clusters.create({ name: 'kept' }).serialize() : '';
    return { hikube, readFile: async () => token, console: { log: () => {} } };
  }),
);

test('the types of all of them fit', async () => {
  await mkdir(join(ROOT, 'dist'), { recursive: true });
  // Inside of the repository, so that packages are found.
  const folder = await mkdtemp(join(ROOT, 'dist', 'methods-'));
  try {
    const programs = examples.map(
      ({ text }, index) => `export async function example${index}() {\n${text}\n}`,
    );
    const head = "import type { Hikube } from '@hikube/sdk';\ndeclare const hikube: Hikube;\n";
    const file = join(folder, 'examples.mts');
    await writeFile(
      file,
      `${head}declare function readFile(...words: string[]): Promise<string>;\n${programs.join('\n')}\n`,
    );
    const compilerOptions = { noEmit: true, types: ['node'] };
    const config = { extends: join(ROOT, 'tsconfig.base.json'), compilerOptions, files: [file] };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const compiled = run(process.execPath, [COMPILERS['TypeScript 7'], '--project', folder], { cwd: ROOT });
    const { stdout } = await compiled.catch((error: { stdout: string }) => error);
    expect(stdout).toBe('');
  } finally {
    await rm(folder, { recursive: true });
  }
});
