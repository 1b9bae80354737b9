// The command, as somebody starts it from another language.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

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
  ['SIGINT, twice', (child) => child.kill('SIGINT') && child.kill('SIGINT')],
])('it ends with %s, and leaves its port', async (_what, end) => {
  const child = start('--json');
  const { endpoint } = await printed(child);
  end(child);
  expect(await once(child, 'exit')).toEqual([0, null]);
  await expectFree(endpoint);
});

test('it ends when nobody asks', async () => {
  const child = start('--json', '--idle', '0.05');
  await printed(child);
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('what cannot be meant is a sentence and no stack', async () => {
  const child = start('--time', 'fast');
  const said: string[] = [];
  child.stderr?.on('data', (chunk) => said.push(String(chunk)));
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(said.join('')).toBe('hikube-emulator: --time must be a number of 0 or more, not "fast".\n');
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
