// Every example of a function of the SDK, which are made from those of the contract, is run on an emulator of its own.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCore } from '@hikube/sdk';
import { expect, test } from 'vitest';
import * as functions from '../../sdk/src/generated/functions.gen.ts';
import { runExample } from './example-run.ts';
import { ROOT } from './project.ts';

const source = await readFile(join(ROOT, 'sdk/src/generated/functions.gen.ts'), 'utf8');
const examples = [...source.matchAll(/ \* @example\n \* (.*)\n \*\/\nexport const (\w+)/g)].map(
  ([, text = '', name = '']) => ({ name, text }),
);

test.each(examples)('$name', ({ name, text }) =>
  runExample(name, text, async ({ endpoint, fetch, token }) => ({
    ...functions,
    core: createCore({ endpoint, fetch, token }),
  })),
);

test('each function has one', () => {
  console.log(`sdk: ${examples.length} examples of functions run`);
  expect(examples.map(({ name }) => name).sort()).toEqual(Object.keys(functions).sort());
});
