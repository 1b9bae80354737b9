// What a person does who copies the first example of a page into an empty folder: init, apply, a second plan, destroy,
// with the provider as it is installed.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectEmpty, expectSuccess } from '../acceptance/expect.ts';
import { type Stack, startStack } from '../support/stack.ts';

const PATIENCE_MS = 180_000;

const pages = ['docs/index.md', 'README.md'];

async function firstExampleOf(page: string): Promise<string> {
  const text = await readFile(new URL(`../../terraform-provider/${page}`, import.meta.url), 'utf8');
  return /```(?:terraform|hcl)\n(.*?)```/s.exec(text)?.[1] ?? '';
}

describe('the first example of', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ store: 'memory', speed: 3000, provider: 'packed' });
  }, PATIENCE_MS);
  afterAll(() => stack.dispose());

  test.each(pages)(
    '%s',
    async (page) => {
      const workspace = await stack.workspace('');
      await workspace.write(await firstExampleOf(page));
      expectSuccess(await workspace.init());
      expectSuccess(await workspace.apply());
      expect(await stack.hikube.clusters.list().toArray()).toHaveLength(1);
      expectEmpty(await workspace.plan());
      expectSuccess(await workspace.destroy());
      expect(await stack.hikube.clusters.list().toArray()).toEqual([]);
    },
    PATIENCE_MS,
  );
});
