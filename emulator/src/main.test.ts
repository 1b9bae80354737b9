// The command, as somebody starts it from another language.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createClient } from '@hikube/sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function start(...words: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, ['--conditions=@hikube/source', MAIN, ...words], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  started.push(child);
  return child;
}

async function printed(child: ChildProcess): Promise<{ endpoint: string; token: string }> {
  const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
  return JSON.parse(line);
}

/** Nobody listens there any more. */
async function expectFree(endpoint: string): Promise<void> {
  const server = createServer();
  server.listen(Number(new URL(endpoint).port), '127.0.0.1');
  await once(server, 'listening');
  server.close();
}

/** Within a second, and what the same machine needs at the same time to start it, which is no second on an idle one. */
function expectSoon(since: number, startedMs: number): void {
  expect(performance.now() - since).toBeLessThan(1_000 + startedMs);
}

test('one line says where it is, and a plain HTTP client creates and waits', async () => {
  const { endpoint, token } = await printed(start('--json'));
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const body = JSON.stringify({ name: 'prod' });
  const created = await fetch(`${endpoint}/clusters`, { method: 'POST', headers, body });
  expect(created.status).toBe(202);
  const { id } = (await created.json()) as { id: string };
  const ended = await fetch(`${endpoint}/operations/${id}?wait=30s`, { headers });
  expect(await ended.json()).toMatchObject({ status: 'succeeded' });
});

test.each<[string, (child: ChildProcess) => unknown]>([
  ['its standard input', (child) => child.stdin?.end()],
  ['SIGTERM', (child) => child.kill('SIGTERM')],
  ['SIGINT', (child) => child.kill('SIGINT')],
  ['SIGINT, twice', (child) => child.kill('SIGINT') && child.kill('SIGINT')],
])('it ends with %s, and leaves its port', async (_what, end) => {
  const began = performance.now();
  const child = start('--json');
  const { endpoint } = await printed(child);
  const startedMs = performance.now() - began;
  const ended = performance.now();
  end(child);
  expect(await once(child, 'exit')).toEqual([0, null]);
  await expectFree(endpoint);
  expectSoon(ended, startedMs);
});

test('it ends with a test runner that is killed, and leaves its port', async () => {
  const words = JSON.stringify(['--conditions=@hikube/source', MAIN, '--json']);
  const program = `require('node:child_process').spawn(process.execPath, ${words}, { stdio: ['pipe', 'inherit', 'inherit'] })`;
  const began = performance.now();
  const runner = spawn(process.execPath, ['-e', program], { stdio: ['pipe', 'pipe', 'pipe'] });
  started.push(runner);
  const { endpoint } = await printed(runner);
  const startedMs = performance.now() - began;
  const ended = performance.now();
  runner.kill('SIGKILL');
  // It holds the same output, which is closed once both have ended.
  await once(runner, 'close');
  await expectFree(endpoint);
  expectSoon(ended, startedMs);
});

test.each(['ipv4first', 'ipv6first'])('what is printed connects as it is, with %s', async (order) => {
  const { endpoint } = await printed(start('--json'));
  expect(new URL(endpoint).hostname).toBe('127.0.0.1');
  const program = `fetch(${JSON.stringify(`${endpoint}/tenant`)}).then(({ status }) => { process.exitCode = status === 401 ? 0 : 1; })`;
  const client = spawn(process.execPath, [`--dns-result-order=${order}`, '-e', program]);
  started.push(client);
  expect(await once(client, 'exit')).toEqual([0, null]);
});

test('it ends when nobody asks', async () => {
  const child = start('--json', '--idle', '0.05');
  await printed(child);
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('a body that a fault cuts ends in the middle, and nothing is said of it here', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hikube-emulator-'));
  const options = join(folder, 'options.json');
  await writeFile(options, JSON.stringify({ faults: [{ kind: 'CutBody', operation: 'getTenant' }] }));
  const child = start('--json', '--options', options);
  const said: string[] = [];
  child.stderr?.on('data', (chunk) => said.push(String(chunk)));
  const { endpoint, token } = await printed(child);
  const headers = { Authorization: `Bearer ${token}` };
  for (let call = 0; call < 3; call += 1) {
    const answer = await fetch(`${endpoint}/tenant`, { headers });
    const promised = Number(answer.headers.get('Content-Length'));
    const chunks: Uint8Array[] = [];
    const reading = (async () => {
      for await (const chunk of answer.body!) chunks.push(chunk);
    })();
    await expect(reading).rejects.toThrow(TypeError);
    expect(chunks.reduce((bytes, { length }) => bytes + length, 0)).toBe(promised >> 1);
  }
  child.stdin?.end();
  await once(child, 'close');
  expect(said.join('')).toBe('');
  await rm(folder, { recursive: true });
});

test('what cannot be meant is a sentence and no stack', async () => {
  const child = start('--time', 'fast');
  const said: string[] = [];
  child.stderr?.on('data', (chunk) => said.push(String(chunk)));
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(said.join('')).toBe('hikube-emulator: --time must be a number of 0 or more, not "fast".\n');
});

describe('with a file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hikube-emulator-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('what it knows is there the next time, however it has ended', async () => {
    const data = join(folder, 'data.json');
    const child = start('--json', '--data', data);
    const first = createClient(await printed(child));
    const { uid } = await first.clusters.create({ name: 'prod' });
    await expect.poll(() => readFile(data, 'utf8').catch(() => '')).toContain(uid);
    child.kill('SIGKILL');
    const again = start('--json', '--data', data);
    const second = createClient(await printed(again));
    expect((await second.clusters.get('prod')).uid).toBe(uid);
    await second.clusters.create({ name: 'second' });
    again.stdin?.end();
    await once(again, 'exit');
    const third = createClient(await printed(start('--json', '--data', data)));
    expect((await third.clusters.list()).items.map(({ name }) => name)).toEqual(['prod', 'second']);
  });

  test('of options it begins with them', async () => {
    const options = join(folder, 'options.json');
    const faults = [{ kind: 'Unavailable', operation: 'getTenant' }];
    await writeFile(options, JSON.stringify({ faults, quota: { clusters: '1' } }));
    const client = createClient(await printed(start('--json', '--options', options)));
    await expect(client.tenant({ maxRetries: 0 })).rejects.toMatchObject({ status: 503 });
    await client.clusters.create({ name: 'prod' });
    await expect(client.clusters.create({ name: 'more' }).accepted).rejects.toMatchObject({
      code: 'quota_exceeded',
    });
  });

  test('of options that cannot be meant it says what is wrong, in a line', async () => {
    const options = join(folder, 'options.json');
    await writeFile(options, '{');
    const child = start('--options', options);
    const said: string[] = [];
    child.stderr?.on('data', (chunk) => said.push(String(chunk)));
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(said.join('')).toContain('are no JSON');
    expect(said.join('').trim().split('\n')).toHaveLength(1);
  });
});

test('it ends with the process that it was started for', async () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  started.push(other);
  const child = start('--json', '--stay', '--with', String(other.pid));
  await printed(child);
  other.kill('SIGKILL');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('a command can find it announced, and nobody after that', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hikube-emulator-'));
  const file = join(folder, 'running.json');
  const copy = `process.stdout.write(require('node:fs').readFileSync(${JSON.stringify(file)}))`;
  const child = start('--announce', file, '--', process.execPath, '-e', copy);
  const said: string[] = [];
  child.stdout?.on('data', (chunk) => said.push(String(chunk)));
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(JSON.parse(said.join(''))).toMatchObject({ pid: child.pid });
  await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
  await rm(folder, { recursive: true });
});

test.each([
  ["process.stdout.write(process.env.HIKUBE_ENDPOINT + ' ' + process.env.HIKUBE_TOKEN)", 0],
  ['process.exitCode = 7', 7],
])('a command is run with it, and says how it ends: %s', async (program, code) => {
  const child = start('--', process.execPath, '-e', program);
  const said: string[] = [];
  child.stdout?.on('data', (chunk) => said.push(String(chunk)));
  expect(await once(child, 'close')).toEqual([code, null]);
  if (code === 0) expect(said.join('')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1 hik_[0-9a-f]{60}$/);
});

test('a command that is not there is a sentence', async () => {
  const child = start('--', 'no-such-command-here');
  const said: string[] = [];
  child.stderr?.on('data', (chunk) => said.push(String(chunk)));
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(said.join('')).toContain('no-such-command-here cannot be started');
});
