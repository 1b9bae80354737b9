// The packed command, as a process of its own, against an API on a socket.
import { spawnSync } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createEmulator, type Emulator } from '@hikube/emulator';
import { type Listening, listen } from '@hikube/emulator/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EMULATOR } from '../../../terraform-provider/packaging/emulator.ts';
import { addresses, binaryName } from '../../../terraform-provider/packaging/release.ts';
import { runInNode20 } from '../../packages/project.ts';
import { isNotFor } from '../../support/left-out.ts';
import { ended, type Installed, install } from './installed.ts';

const leftOut = isNotFor(
  'A full disk',
  process.platform === 'linux' ? undefined : '/dev/full is there on Linux alone',
);

let installed: Installed;
let emulator: Emulator;
let listening: Listening;
let who: Record<string, string>;

beforeAll(async () => {
  installed = await install();
  emulator = await createEmulator();
  listening = await listen(emulator);
  who = { HIKUBE_ENDPOINT: listening.endpoint, HIKUBE_TOKEN: emulator.token };
});
afterAll(async () => {
  await listening?.close();
  await emulator?.close();
  await installed?.dispose();
});

describe('the file', () => {
  test('says its version nearly as soon as Node says nothing', async () => {
    // The bench holds it against 1.5; twice as long would be another kind of start.
    const times = await installed.timesNode(['--version'], 2);
    const { size } = await stat(installed.command);
    console.log(
      `hikube: one file of ${Math.round(size / 1024)} KiB; --version takes ${times.toFixed(2)} of node -e 0`,
    );
    // A third of it is direct mode, compressed: it is read only by whoever works on a tenant's kubeconfig.
    expect(size).toBeLessThan(660_000);
  });
});

test('creates, waits and deletes over a socket; standard output is one document', async () => {
  const created = await installed.run(['cluster', 'create', 'shop', '-o', 'json'], who);
  expect(created.code).toBe(0);
  expect(JSON.parse(created.stdout)).toMatchObject({ name: 'shop', status: { phase: 'Running' } });
  expect(created.stderr).toContain('100 %');
  const named = await installed.run(['cluster', 'list', '--quiet', '-o', 'name'], who);
  expect(named).toEqual({ code: 0, stdout: 'cluster/shop\n', stderr: '' });
  const gone = await installed.run(['cluster', 'delete', 'shop', '--yes', '--quiet'], who);
  expect(gone).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('asks nobody where nobody is, and says what to do', async () => {
  await emulator.client().clusters.create({ name: 'kept', topology: 'development' });
  const { code, stdout, stderr } = await installed.run(['cluster', 'delete', 'kept'], who);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('--yes');
  expect((await emulator.client().clusters.get('kept')).status.phase).toBe('Running');
});

test('at Ctrl-C it ends with 130 and prints the command that waits on, which does', async () => {
  await using slow = await createEmulator({ time: 'manual' });
  await using socket = await listen(slow);
  const environment = { HIKUBE_ENDPOINT: socket.endpoint, HIKUBE_TOKEN: slow.token };
  const child = installed.start(['cluster', 'create', 'shop'], environment);
  const end = ended(child);
  await new Promise<void>((resolve) => child.stderr?.once('data', () => resolve()));
  child.kill('SIGINT');
  const { code, stdout, stderr } = await end;
  expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
  const [, words = ''] = /wait on: +hikube (.*)/.exec(stderr) ?? [];
  await slow.clock.advance(3_600_000);
  const again = await installed.run([...words.split(' '), '-o', 'jsonpath={.status}'], environment);
  expect(again).toMatchObject({ code: 0, stdout: 'succeeded\n' });
});

test('a token is in no argument, and in no line of --debug', async () => {
  const { stderr, code } = await installed.run(
    ['auth', 'login', '--token-stdin', '--debug'],
    who,
    emulator.token,
  );
  expect(code).toBe(0);
  expect(stderr).toContain('GET');
  expect(stderr).not.toContain(emulator.token);
  const file = await stat(`${installed.home}/.config/hikube/config.json`);
  expect(file.mode & 0o777).toBe(0o600);
  // From now on without the environment.
  const status = await installed.run(['auth', 'status', '-o', 'jsonpath={.id} {.context}']);
  expect(status).toMatchObject({ code: 0, stdout: 'demo default\n' });
});

test('the emulator that comes with it runs a command, has the console, and ends as the command does', async () => {
  const { code, stdout } = await installed.run([
    'emulator',
    '--',
    installed.command,
    'cluster',
    'create',
    'shop',
    '-o',
    'name',
  ]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'cluster/shop\n' });
  const ask = `fetch(new URL('/', process.env.HIKUBE_ENDPOINT), { headers: { Accept: 'text/html' } })
    .then(async (answer) => console.log(await answer.text()));`;
  const page = await installed.run(['emulator', '--', process.execPath, '-e', ask]);
  expect(page.stdout).toMatch(/^<!doctype html>.*<script/s);
  const failed = await installed.run(['emulator', '--', installed.command, 'cluster', 'get', 'none']);
  expect(failed.code).toBe(4);
});

test('the provider that comes with it is put where Terraform and OpenTofu look', async () => {
  const mirror = `${installed.home}/mirror`;
  const { code, stdout } = await installed.run(['terraform', 'install', mirror, '-o', 'json']);
  expect(code).toBe(0);
  const { items } = JSON.parse(stdout) as { items: { name: string; version: string; file: string }[] };
  expect(items.map(({ name }) => name)).toEqual(addresses);
  for (const { name, file } of items) {
    expect(file.startsWith(`${mirror}/${name}/`)).toBe(true);
    expect(file.endsWith(binaryName)).toBe(true);
    expect((await stat(file)).mode & 0o111).toBe(0o111);
    // What `endpoint = "emulator"` starts.
    expect(await readdir(dirname(file))).toEqual([EMULATOR, binaryName].sort());
  }
  // Whoever starts it by hand is told what it is.
  const { stderr } = spawnSync(items[0]!.file, [], { env: installed.environment(), encoding: 'utf8' });
  expect(stderr).toMatch(/plugin|terraform/i);
});

test('in Node 20, where the machine has one, the command and its emulator do the same', async () => {
  const inNode20 = (...words: string[]) =>
    runInNode20(installed.project, [installed.command, ...words], { ...who, HOME: `${installed.home}-20` });
  const version = await inNode20('--version');
  if (version === undefined) return;
  expect(version).toBe(await installed.run(['--version']).then(({ stdout }) => stdout));
  expect(await inNode20('cluster', 'create', 'twenty', '--quiet', '-o', 'name')).toBe('cluster/twenty\n');
  expect(await inNode20('complete', '--', 'cluster', 'create', 'x', '--topology', 'p')).toMatch(
    /^production\t/,
  );
  expect(await inNode20('export', 'twenty', '--quiet', '-o', 'jsonpath={.metadata.name}')).toBe('twenty\n');
  // In an emulator of its own, which runs there as well.
  const more = ['cluster', 'create', 'own', '--quiet', '-o', 'name'];
  expect(await inNode20('emulator', '--', 'node', installed.command, ...more)).toContain('cluster/own\n');
});

test.skipIf(leftOut)('where the result cannot be written, it says so and ends with 74', async () => {
  const line = (rest: string) =>
    spawnSync('sh', ['-c', `'${installed.command}' ${rest}`], {
      env: installed.environment(),
      encoding: 'utf8',
    });
  expect(line('explain > /dev/full')).toMatchObject({
    status: 74,
    stderr: 'error: The result cannot be written: the disk is full (ENOSPC).\n',
  });
  // Where nothing can be told, the code still tells.
  expect(line('explain nothing 2> /dev/full').status).toBe(4);
  expect(line('explain nothing 2>&-').status).toBe(4);
  const nowhere = { ...installed.environment(), HIKUBE_CONFIG: installed.project.folder };
  const folder = spawnSync(installed.command, ['context', 'list'], { env: nowhere, encoding: 'utf8' });
  expect(folder).toMatchObject({
    status: 2,
    stderr: `error: ${installed.project.folder} cannot be used: it is a folder (EISDIR).\n`,
  });
});
