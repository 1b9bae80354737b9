// Every program in the README of the emulator is run as it stands there.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = await readFile(join(root, 'emulator/README.md'), 'utf8');
const blocks = [...readme.matchAll(/(?:<!-- (\S+) -->\n)?```ts\n(.*?)```/gs)].map(([, file, text = '']) => ({
  file,
  text,
}));
await mkdir(join(root, 'dist'), { recursive: true });
// Inside of the repository, so that packages are found.
const scratch = await mkdtemp(join(root, 'dist', 'readme-'));
afterAll(() => rm(scratch, { recursive: true, force: true }));

test('there are some', () => expect(blocks.length).toBeGreaterThan(4));

test.each(
  blocks.filter(({ file }) => file === undefined).map(({ text }, index) => [index + 1, text] as const),
)('program %i runs', async (number, text) => {
  const file = join(scratch, `${number}.ts`);
  await writeFile(file, text);
  await import(file);
});

test.each(blocks.flatMap(({ file, text }) => (file === undefined ? [] : [[file, text] as const])))(
  '%s, which has tests of its own, stands in it as it is',
  async (file, text) => {
    expect(await readFile(join(root, file), 'utf8')).toBe(text);
  },
);
