import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createClient } from '../client.ts';
import { ConfigurationError } from '../errors.ts';
import { fakeServer, problem } from '../testing/fakes.ts';
import { fromContext } from './index.ts';

const ENDPOINT = 'https://api.test/v1';
const get = { method: 'GET', path: '/tenant', json: { id: 'demo' } };
const refused = { method: 'GET', path: '/tenant', status: 401, json: problem(401, 'unauthenticated') };

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hikube-context-'));
  file = join(folder, 'config.json');
  vi.stubEnv('HIKUBE_CONFIG', file);
  vi.stubEnv('HIKUBE_CONTEXT', '');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const keep = (contexts: object, current?: string) => writeFile(file, JSON.stringify({ current, contexts }));
const kept = (token: string, endpoint = ENDPOINT) => ({ endpoint, credential: { token } });

async function sent(
  exchanges: Parameters<typeof fakeServer>[0],
  options?: Parameters<typeof fromContext>[0],
) {
  const { fetch, seen } = fakeServer(exchanges);
  const client = createClient({ ...(await fromContext(options)), fetch });
  return { client, tokens: () => seen.map(({ headers }) => headers.get('Authorization')) };
}

test('the current context, the one of the environment, and the one that is named', async () => {
  await keep({ one: kept('token-1'), two: kept('token-2'), three: kept('token-3') }, 'one');
  const first = await sent([get]);
  await first.client.tenant();
  vi.stubEnv('HIKUBE_CONTEXT', 'two');
  const second = await sent([get]);
  await second.client.tenant();
  const third = await sent([get], { context: 'three' });
  await third.client.tenant();
  expect([first, second, third].map(({ tokens }) => tokens())).toEqual([
    ['Bearer token-1'],
    ['Bearer token-2'],
    ['Bearer token-3'],
  ]);
});

test('after another login, a client that runs goes on', async () => {
  await keep({ one: kept('old') }, 'one');
  const { client, tokens } = await sent([get, refused, get]);
  await client.tenant();
  await keep({ one: kept('new') }, 'one');
  await client.tenant();
  expect(tokens()).toEqual(['Bearer old', 'Bearer old', 'Bearer new']);
});

test('its token is never shown to another endpoint', async () => {
  await keep({ one: kept('old') }, 'one');
  const { client, tokens } = await sent([get, refused]);
  await client.tenant();
  await keep({ one: kept('new', 'https://other.test/v1') }, 'one');
  await expect(client.tenant()).rejects.toThrow('leads to https://other.test/v1 now');
  expect(tokens()).toEqual(['Bearer old', 'Bearer old']);
});

test('a context without a service is refused with what to take for it', async () => {
  const direct = { kubeconfig: '/tenant.yaml', kubeContext: 'acme', namespace: 'tenant-acme' };
  await keep({ acme: { direct } }, 'acme');
  await expect(fromContext()).rejects.toThrow(/has a kubeconfig and no service in "acme": .*@hikube\/direct/);
});

test('a program prints the token, once until it is refused', async () => {
  const count = join(folder, 'count');
  const program = `require('fs').appendFileSync(${JSON.stringify(count)}, 'x'); console.log('token-' + require('fs').readFileSync(${JSON.stringify(count)}).length)`;
  await keep(
    { one: { endpoint: ENDPOINT, credential: { command: [process.execPath, '-e', program] } } },
    'one',
  );
  const { client, tokens } = await sent([get, refused, get]);
  await client.tenant();
  await client.tenant();
  expect(tokens()).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-2']);
});

test.each([
  ['process.exit(3)', 'should print the token, ended with 3'],
  ['', 'should print the token, printed nothing'],
])('a program that fails says so: %s', async (program, sentence) => {
  await keep(
    { one: { endpoint: ENDPOINT, credential: { command: [process.execPath, '-e', program] } } },
    'one',
  );
  const { client } = await sent([]);
  await expect(client.tenant()).rejects.toThrow(sentence);
});

test.each([
  [undefined, 'cannot be read: run `hikube auth login`'],
  ['{', 'is no file of contexts'],
  ['{"contexts":null}', 'is no file of contexts'],
  ['{"contexts":{}}', 'has no current context'],
  ['{"contexts":{},"current":"toString"}', 'has no context "toString"'],
  ['{"contexts":{"a":{"endpoint":"x"}},"current":"a"}', 'has no context "a"'],
  ['{"contexts":{"a":{"endpoint":"x","credential":{"command":[]}}},"current":"a"}', 'has no context "a"'],
])('a file such as %s is refused with what to do', async (text, sentence) => {
  if (text !== undefined) await writeFile(file, text);
  await expect(fromContext()).rejects.toThrow(ConfigurationError);
  await expect(fromContext()).rejects.toThrow(sentence);
});
