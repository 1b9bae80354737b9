import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseMasterKeys, systemRandom } from '@hikube/service';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSecretKeyFile, secretKeyFile } from './secret-key-file.ts';

const none = async (): Promise<undefined> => undefined;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hikube-key-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test('the key is made once, for its user alone, and leaves no draft behind', async () => {
  const data = join(directory, 'data');
  const text = await readSecretKeyFile(data, systemRandom, none);
  expect(await parseMasterKeys(text, 'the file')).toHaveLength(1);
  expect((await stat(secretKeyFile(data))).mode & 0o777).toBe(0o600);
  expect(await readdir(data)).toEqual(['secret.key']);
  expect(await readSecretKeyFile(data, systemRandom, none)).toBe(text);
});

test('ten first starts at once agree on one key', async () => {
  const texts = await Promise.all(
    Array.from({ length: 10 }, () => readSecretKeyFile(directory, systemRandom, none)),
  );
  expect(new Set(texts).size).toBe(1);
  expect(await readFile(secretKeyFile(directory), 'utf8')).toBe(texts[0]);
});

test('a file that others can read is refused, with what to do', async () => {
  await readSecretKeyFile(directory, systemRandom, none);
  const path = secretKeyFile(directory);
  await chmod(path, 0o644);
  await expect(readSecretKeyFile(directory, systemRandom, none)).rejects.toThrow(
    `The key file ${path} can be read by other users: run "chmod 600 ${path}", then start again.`,
  );
});

test('a file that is missing beside stored secrets is asked for, and not made anew', async () => {
  const sealed = 'v1.0123456789ab.AAAA.AAAA';
  const path = secretKeyFile(directory);
  await expect(readSecretKeyFile(directory, systemRandom, async () => sealed)).rejects.toThrow(
    `The key file ${path} is missing, and stored secrets were encrypted with the key 0123456789ab: put the file back, or set HIKUBE_SECRET_KEYS to that key, then start again.`,
  );
  expect(await readdir(directory)).toEqual([]);
});
