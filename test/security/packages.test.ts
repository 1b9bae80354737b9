// What is sent to the registry: files that a user needs, and nothing of whoever packed them.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { homedir, hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const PACKAGES = [
  'openapi',
  'domain',
  'sdk',
  'service',
  'platforms/cozystack',
  'platforms/simulated',
  'server',
  'emulator',
  'terraform-plugin',
  'cdktf-provider',
];

/** In the environment of whoever packs, as CI has them. */
const CANARY = `canary-${crypto.randomUUID()}`;
const ENVIRONMENT = {
  HIKUBE_TOKEN: CANARY,
  NPM_TOKEN: CANARY,
  HIKUBE_SECRET_KEYS: CANARY,
  DATABASE_URL: CANARY,
};

let scratch: string;
const contents = new Map<string, string>();

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hikube-pack-'));
  const compiler = join(root, 'node_modules/@typescript/native/bin/tsc');
  // Types are the business of another check; what can be written is written.
  await run(process.execPath, [compiler, '-b', ...PACKAGES], { cwd: root }).catch(() => undefined);
  const words = ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch];
  const workspaces = PACKAGES.flatMap((name) => ['-w', name]);
  const env = { ...process.env, ...ENVIRONMENT };
  const { stdout } = await run('npm', [...words, ...workspaces], { cwd: root, env, maxBuffer: 1 << 26 });
  for (const { name, filename } of JSON.parse(stdout) as { name: string; filename: string }[]) {
    const tar = gunzipSync(await readFile(join(scratch, filename)));
    for (const [path, text] of filesOf(tar)) contents.set(`${name}/${path}`, text);
  }
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

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
  for (const folder of PACKAGES) {
    const { name } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as { name: string };
    const own = [...contents.keys()].filter((path) => path.startsWith(`${name}/`));
    expect(own).toContain(`${name}/package.json`);
    expect(own.filter((path) => path.endsWith('.js')).length).toBeGreaterThan(3);
  }
});

test('no file that is nobody else’s business', () => {
  const strange =
    /\.(?:test|support)\.|(?:^|\/)(?:testing|suite)\/|(?:^|\/)\.|\.(?:env|key|pem|db|sqlite|log|tfstate|tgz)$|tsbuildinfo/;
  expect([...contents.keys()].filter((path) => strange.test(path.replace('@hikube/', '')))).toEqual([]);
});

test('no secret, no path and no name of a machine', () => {
  const texts: Readonly<Record<string, string>> = {
    'a secret of the environment': CANARY,
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
    `canaries in packages: ${PACKAGES.length} archives, ${contents.size} files with ${characters} characters searched for ${Object.keys(texts).length + Object.keys(patterns).length} kinds: ${hits.length} hits`,
  );
});
