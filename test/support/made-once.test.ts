import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { madeOnce } from './made-once.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'hikube-made-once-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

test('all get what the first one makes, when it is done', async () => {
  let turns = 0;
  const make = async (folder: string) => {
    turns += 1;
    await new Promise((resolve) => setImmediate(resolve));
    await writeFile(join(folder, 'thing'), 'whole');
  };
  const things = await Promise.all(
    [1, 2, 3].map(async () => readFile(join(await madeOnce(home, 'things', make), 'thing'), 'utf8')),
  );
  expect([turns, things]).toEqual([1, ['whole', 'whole', 'whole']]);
  expect(await madeOnce(home, 'others', make)).not.toBe(await madeOnce(home, 'things', make));
  expect(turns).toBe(2);
});

test('all are told why it cannot be made', async () => {
  const make = () => Promise.reject(new Error('no space'));
  const told = await Promise.allSettled([1, 2].map(() => madeOnce(home, 'things', make)));
  expect(told.map((each) => each.status)).toEqual(['rejected', 'rejected']);
  await expect(madeOnce(home, 'things', make)).rejects.toThrow('things could not be made: Error: no space');
});

test('no two places of the tests give the same name to different things', async () => {
  const tests = fileURLToPath(new URL('..', import.meta.url));
  const files = (await readdir(tests, { recursive: true })).filter(
    (file) => /(?<!\.test)\.ts$/.test(file) && !file.includes('node_modules'),
  );
  const texts = await Promise.all(files.map((file) => readFile(join(tests, file), 'utf8')));
  const names = texts.flatMap((text) =>
    [...text.matchAll(/madeOnce\([^,]+, (['`][^,]+['`]),/g)].map(([, name]) => name),
  );
  expect(names.length).toBeGreaterThan(3);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
