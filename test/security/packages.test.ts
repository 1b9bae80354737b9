// What is sent to the registry: files that a user needs, and nothing of whoever packed them.
import { readFile } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { type PackedArchives, packedArchives } from '../support/packed-archives.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

let packed: PackedArchives;
const contents = new Map<string, string>();

beforeAll(async () => {
  packed = await packedArchives();
  for (const { name, file } of packed.archives) {
    for (const [path, text] of filesOf(gunzipSync(await readFile(file))))
      contents.set(`${name}/${path}`, text);
  }
});

/** The files of an archive: a header of 512 bytes, then the content, filled up to blocks of 512. */
function* filesOf(tar: Buffer): Generator<readonly [string, string]> {
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const text = (from: number, to: number) =>
      tar.toString('latin1', at + from, at + to).replace(/\0.*$/s, '');
    const size = Number.parseInt(text(124, 136), 8);
    const path = [text(345, 500), text(0, 100)].filter((part) => part !== '').join('/');
    yield [path.replace(/^package\//, ''), tar.toString('latin1', at + 512, at + 512 + size)];
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

test('the archives hold the packages', () => {
  expect(packed.archives.length).toBeGreaterThan(3);
  for (const { name } of packed.archives) {
    const own = [...contents.keys()].filter((path) => path.startsWith(`${name}/`));
    expect(own).toContain(`${name}/package.json`);
    expect(own.filter((path) => /\.c?js$/.test(path)).length).toBeGreaterThan(1);
  }
});

test('no file that is nobody else’s business', () => {
  const strange =
    /\.(?:test|support)\.|(?:^|\/)(?:testing|suite)\/|(?:^|\/)\.|\.(?:env|key|pem|db|sqlite|log|tfstate|tgz)$|tsbuildinfo/;
  expect([...contents.keys()].filter((path) => strange.test(path.replace('@hikube/', '')))).toEqual([]);
});

test('no secret, no path and no name of a machine', () => {
  const texts: Readonly<Record<string, string>> = {
    'a secret of the environment': packed.canary,
    'the folder of the project': root.replace(/\/$/, ''),
    'the folder of the user': `${homedir()}/`,
    'the name of the machine': hostname(),
  };
  const patterns: Readonly<Record<string, RegExp>> = {
    'a private key': /PRIVATE KEY-----(?:\\n|\n)[A-Za-z0-9+/]{40}/,
    'a token': /\bh(?:ik|kc)_[0-9a-f]{16,}/,
    'a key of npm or GitHub': /\b(?:npm|ghp|github_pat)_[A-Za-z0-9]{20,}/,
  };
  const hits = [...contents].flatMap(([path, text]) => [
    ...Object.entries(texts)
      .filter(([, secret]) => secret.length > 6 && text.includes(secret))
      .map(([what]) => `${what} in ${path}`),
    ...Object.entries(patterns)
      .filter(([, pattern]) => pattern.test(text))
      .map(([what]) => `${what} in ${path}`),
  ]);
  expect(hits).toEqual([]);
  const characters = [...contents.values()].reduce((sum, text) => sum + text.length, 0);
  console.log(
    `canaries in packages: ${packed.archives.length} archives, ${contents.size} files with ${characters} characters searched for ${Object.keys(texts).length + Object.keys(patterns).length} kinds: ${hits.length} hits`,
  );
});
