// Every example on the provider's pages is applied, has an empty plan afterwards, and is destroyed.
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { expectEmpty, expectSuccess } from '../acceptance/expect.ts';
import { type Stack, startStack } from '../support/stack.ts';

const folder = new URL('../../terraform-provider/examples/', import.meta.url);
const files = await readdir(fileURLToPath(folder), { recursive: true });
const examples = files.filter((file) => file.endsWith('.tf') && !file.startsWith('provider')).sort();

describe('the example', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ store: 'memory', speed: 3000 });
  });
  afterAll(() => stack.dispose());

  test.each(examples)(
    '%s',
    async (file) => {
      const workspace = await stack.workspace(await readFile(new URL(file, folder), 'utf8'));
      expectSuccess(await workspace.apply());
      expectEmpty(await workspace.plan());
      expectSuccess(await workspace.destroy());
    },
    60_000,
  );
});
