// The guide to Kubernetes: its values are taken by the chart, its table of rights is the Role, and what it runs in a pod works
// as the user of the image, where nothing but the data can be written.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { bundleService } from '../../server/packaging/bundle.ts';
import { over, readChart, rendered, type Values } from '../deploy/chart.support.ts';
import { environmentOf, podOf } from '../deploy/pod.support.ts';
import { type Rule, rightsOf } from '../deploy/rights.support.ts';
import { codeBlocks } from '../support/code-blocks.ts';
import { run } from '../support/program.ts';

const guide = await readFile(fileURLToPath(new URL('../../docs/guides/deploy.md', import.meta.url)), 'utf8');
const blocks = (kind: string) => codeBlocks(guide, kind);

const defaults = await readChart<Values>('values.yaml');
const schema = await readChart<object>('values.schema.json');
const choices = blocks('yaml values').map((text) => parse(text) as Values);

test('the chart takes its values, alone and all together', () => {
  const isRight = new Ajv({ allErrors: true, strictTypes: false, allowUnionTypes: true }).compile(schema);
  expect(choices).toHaveLength(6);
  const first = over(defaults, choices[0]!);
  for (const values of [...choices, choices.reduce(over)]) {
    isRight(over(first, values));
    expect(isRight.errors ?? []).toEqual([]);
  }
});

test('every value that a command sets is one of the chart', () => {
  const set = [...guide.matchAll(/--set (\w+)(?:\.(\w+))?=/g)];
  expect(set.length).toBeGreaterThan(2);
  for (const [, key = '', below] of set)
    expect(below === undefined ? defaults : defaults[key]).toHaveProperty(below ?? key);
});

test('its database is the one that its values name', () => {
  const [database] = blocks('yaml database').map((text) => parse(text) as { metadata: { name: string } });
  const { name } = database!.metadata;
  const found = choices.find(({ store }) => store !== undefined);
  expect(found).toMatchObject({
    store: { postgres: { secret: `${name}-app`, authoritySecret: `${name}-ca` } },
  });
});

test('its table of rights is the Role', async () => {
  const rows = [...guide.matchAll(/^\| (`[^|]+`) \| ([a-z, ]+) \|/gm)];
  const rights = rows.flatMap(([, kinds = '', verbs = '']) =>
    [...kinds.matchAll(/`(\w+)\.?([\w.]*)`/g)].flatMap(([, resource, group]) =>
      verbs.split(', ').map((verb) => `${verb} ${resource}.${group}`),
    ),
  );
  expect(rights.sort()).toEqual(rightsOf(await readChart<Rule[]>('files/tenant-rules.yaml')).sort());
});

describe('in a pod', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hikube-pod-'));
  const [code, volume, tmp] = ['opt', 'volume', 'tmp'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  afterAll(() => rm(folder, { recursive: true, force: true }));
  // Only root can become somebody else; anybody else is not root already.
  const user = process.getuid?.() === 0 ? { uid: 1000, gid: 1000 } : {};
  const here = (text: string): string =>
    text.replaceAll('/opt/hikube', code).replaceAll('/var/lib/hikube', volume);
  const [container] = podOf(await rendered('simulated')).spec.containers;
  const asked = environmentOf(container, {
    HIKUBE_BOOTSTRAP_TOKEN: 'e1b0c44298fc1c149afbf4c8996fb924',
    HIKUBE_SECRET_KEYS: 'bm90LWEtcmVhbC1rZXktYnV0LTMyLWJ5dGVzLWxvbmc=',
  });
  const environment = {
    ...Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, here(value)])),
    TMPDIR: tmp,
    // Ports of the pod are its own, and this machine has others.
    PORT: '0',
    HIKUBE_KUBERNETES_PORT: '0',
    HIKUBE_METRICS_PORT: '0',
  };
  const options = { cwd: '/', env: environment, ...user };
  const node = (words: readonly string[]) => run(process.execPath, [...words], options);
  const commandsOf = (kind: string) =>
    blocks(`sh ${kind}`).flatMap((text) =>
      here(text)
        .trim()
        .split('\n')
        .map((line) => line.split(' ').slice(1)),
    );

  test('the service runs, is backed up and restored, and writes nothing but its data', async () => {
    await chmod(folder, 0o755);
    await bundleService(code);
    // As the container file does it, as root and before the image is closed.
    await run(process.execPath, [join(code, 'start.mjs'), '--help'], { cwd: '/', env: {} });
    for (const own of [volume, tmp]) {
      await mkdir(own);
      if (user.uid !== undefined) await chown(own, user.uid, user.gid);
    }
    const before = (await readdir(code, { recursive: true })).sort();
    expect(before.filter((path) => path.startsWith('.compiled/')).length).toBeGreaterThan(0);
    if (user.uid === undefined) await run('chmod', ['-R', 'a-w', code]);

    const child = spawn(process.execPath, [join(code, 'start.mjs')], {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        printed += chunk;
      });
    await expect.poll(() => printed).toContain('"event":"started"');
    for (const words of commandsOf('backup')) expect((await node(words)).stdout).toContain('verified');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    const said: string[] = [];
    for (const words of commandsOf('restore')) said.push((await node(words)).stdout);
    expect(said).toEqual([expect.stringContaining('verified'), expect.stringContaining('is whole')]);

    if (user.uid === undefined) await run('chmod', ['-R', 'u+w', code]);
    expect((await readdir(code, { recursive: true })).sort()).toEqual(before);
  });
});
