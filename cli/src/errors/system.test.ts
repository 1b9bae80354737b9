import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemFiles } from '../host/files.ts';
import { fromSystem } from './system.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hikube-files-'));
  await writeFile(join(folder, 'file'), '');
});
afterAll(() => rm(folder, { recursive: true }));

const files = systemFiles('test');

test.each([
  ['reading a folder', () => files.read(folder), '', 'it is a folder (EISDIR)'],
  ['replacing a folder', () => files.replace(folder, ''), '', 'it is a folder (EISDIR)'],
  ['a file below a file', () => files.replace(join(folder, 'file/in'), ''), '/file', 'no folder (ENOTDIR)'],
  ['a long name', () => files.replace(join(folder, 'x'.repeat(300)), ''), '/xxx', 'too long (ENAMETOOLONG)'],
])('%s is told with the path that somebody knows', async (_what, work, path, reason) => {
  const error = await work().then(
    () => undefined,
    (thrown: unknown) => fromSystem(thrown),
  );
  expect(error?.exit).toBe('usage');
  expect(error?.message.startsWith(`${folder}${path}`)).toBe(true);
  expect(error?.message).toContain(reason);
  expect(error?.message).not.toContain('.test-');
});

// Elsewhere another reason is told there, or it can be made.
const leftOut = process.platform !== 'linux';
if (leftOut)
  console.log('A folder that cannot be made is left out: only Linux has such a place, which is /proc.');

test.skipIf(leftOut).each([
  ['replaced', () => files.replace('/proc/x/in/file', '')],
  ['made', () => files.create('/proc/x/in/file', '')],
  ['installed', () => files.install(join(folder, 'file'), '/proc/x/in/file')],
])('a file that is to be %s where no folder can be made ends the command', async (_how, work) => {
  const error = await work().then(
    () => undefined,
    (thrown: unknown) => fromSystem(thrown),
  );
  expect(error?.message).toBe('/proc/x cannot be used: no folder can be made there (ENOENT).');
});

test('what is no error of a file stays what it is', () => {
  expect(fromSystem(new TypeError('no'))).toBeUndefined();
  expect(fromSystem('no')).toBeUndefined();
});
