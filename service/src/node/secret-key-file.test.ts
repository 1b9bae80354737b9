import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemRandom } from '../random.ts';
import { parseMasterKeys } from '../secrets/master-keys.ts';
import { readSecretKeyFile, secretKeyFile } from './secret-key-file.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hikube-key-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test('the key is made once, for its user alone, and leaves no draft behind', async () => {
  const data = join(directory, 'data');
  const text = await readSecretKeyFile(data, systemRandom);
  expect(await parseMasterKeys(text, 'the file')).toHaveLength(1);
  expect((await stat(secretKeyFile(data))).mode & 0o777).toBe(0o600);
  expect(await readdir(data)).toEqual(['secret.key']);
  expect(await readSecretKeyFile(data, systemRandom)).toBe(text);
});

test('ten first starts at once agree on one key', async () => {
  const texts = await Promise.all(
    Array.from({ length: 10 }, () => readSecretKeyFile(directory, systemRandom)),
  );
  expect(new Set(texts).size).toBe(1);
  expect(await readFile(secretKeyFile(directory), 'utf8')).toBe(texts[0]);
});

test('a file that others can read is refused, with what to do', async () => {
  await readSecretKeyFile(directory, systemRandom);
  const path = secretKeyFile(directory);
  await chmod(path, 0o644);
  await expect(readSecretKeyFile(directory, systemRandom)).rejects.toThrow(
    `The key file ${path} can be read by other users: run "chmod 600 ${path}", then start again.`,
  );
});
