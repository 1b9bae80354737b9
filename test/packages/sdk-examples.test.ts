// Every example in the docstrings of the SDK is run as it stands there, on an emulator of its own; and whatever function the
// package shows has one.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEmulator, type Emulator } from '@hikube/emulator';
import { listen } from '@hikube/emulator/node';
import * as sdk from '@hikube/sdk';
import { afterAll, expect, test } from 'vitest';
import * as operationFunctions from '../../sdk/src/generated/functions.gen.ts';
import { run } from '../support/program.ts';
import { ROOT } from './project.ts';

const SOURCE = join(ROOT, 'sdk/src');

interface Example {
  readonly file: string;
  /** First line of what it is of. */
  readonly of: string;
  readonly text: string;
}

const files = (await readdir(SOURCE, { recursive: true }))
  // Those of the resources are run by sdk-method-examples.test.ts.
  .filter((file) => file.endsWith('.ts') && !/\.(?:test|gen)\.ts$|^resources\//.test(file))
  .sort();
const examples: Example[] = [];
for (const file of files) {
  const source = await readFile(join(SOURCE, file), 'utf8');
  for (const [, comment = '', of = ''] of source.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*([^\n]*)/g)) {
    const [, body] = comment.split('@example\n');
    if (body !== undefined) examples.push({ file, of, text: body.replaceAll(/^ *\* ?/gm, '').trim() });
  }
}

await mkdir(join(ROOT, 'dist'), { recursive: true });
// Inside of the repository, so that packages are found.
const scratch = await mkdtemp(join(ROOT, 'dist', 'examples-'));
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** What an example leaves to whoever reads it: imports, a client, a core. */
function completed(text: string): string {
  const used = Object.keys(sdk).filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  const isDeclared = (name: string) => new RegExp(`const ${name}\\b`).test(text);
  const needsClient = /\bhikube\./.test(text) && !isDeclared('hikube');
  const needsCore = /\bcore\b/.test(text) && !isDeclared('core');
  const names = [...used, ...(needsClient ? ['createClient'] : []), ...(needsCore ? ['createCore'] : [])];
  const isWhole = text.startsWith('import ');
  return [
    ...(isWhole ? [] : [`import { ${[...new Set(names)].join(', ')} } from '@hikube/sdk';`]),
    ...(/\breadFile\b/.test(text) ? ["import { readFile } from 'node:fs/promises';"] : []),
    ...(needsClient ? ['const hikube = createClient();'] : []),
    ...(needsCore ? ['const core = createCore();'] : []),
    text,
    'export {};',
  ].join('\n');
}

/** A cluster to work on, unless the example makes it itself, and a token of work under way. */
async function prepared(emulator: Emulator, text: string): Promise<string> {
  const hikube = emulator.client();
  if (!/create\(\{ name: 'prod'/.test(text)) await hikube.clusters.create({ name: 'prod' });
  return hikube.clusters.create({ name: 'kept' }).serialize();
}

test.each(examples.map((each, index) => ({ ...each, index })))('$file: $of', async ({ text, index }) => {
  await using emulator = await createEmulator();
  const folder = join(scratch, String(index));
  await mkdir(folder);
  await writeFile(join(folder, 'creation'), await prepared(emulator, text));
  await using listening = await listen(emulator);
  const { endpoint } = listening;
  const here = { endpoint, credential: { token: emulator.token } };
  await writeFile(join(folder, 'config.json'), JSON.stringify({ current: 'here', contexts: { here } }));
  await writeFile(join(folder, 'example.mts'), completed(text));
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    HIKUBE_ENDPOINT: endpoint,
    HIKUBE_TOKEN: emulator.token,
    HIKUBE_CONFIG: join(folder, 'config.json'),
  };
  const words = ['--conditions=@hikube/source', '--disable-warning=ExperimentalWarning', 'example.mts'];
  const { stderr } = await run(process.execPath, words, { cwd: folder, env });
  expect(stderr).toBe('');
});

test('each function that the package shows has one', () => {
  const functions = Object.entries(sdk).flatMap(([name, value]) =>
    typeof value === 'function' && !/^class\b/.test(String(value)) ? [name] : [],
  );
  // Those of operations have examples of the contract, see sdk-function-examples.test.ts.
  const made = new Set(Object.keys(operationFunctions));
  const shown = functions.filter((name) => !made.has(name));
  expect(shown.length).toBeGreaterThan(5);
  const without = shown.filter((name) => !examples.some(({ of }) => new RegExp(`\\b${name}\\b`).test(of)));
  expect(without).toEqual([]);
});
