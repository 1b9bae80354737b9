import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { createClient } from '@hikube/sdk';
import { afterEach, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../emulator.ts';
import { type Listening, listen } from './index.ts';

let emulator: Emulator;
let listening: Listening;
afterEach(async () => {
  await listening.close();
  await emulator.close();
});

async function start(
  options?: Parameters<typeof createEmulator>[0],
  where?: Parameters<typeof listen>[1],
): Promise<void> {
  emulator = await createEmulator(options);
  listening = await listen(emulator, where);
}

/** Status and body of a read of the tenant, with a Host or an Origin that `fetch` would not let anybody say. */
function tenantBy(headers: Readonly<Record<string, string>>): Promise<readonly [number | undefined, string]> {
  return new Promise((resolve, reject) => {
    const own = { Authorization: `Bearer ${emulator.token}`, ...headers };
    const url = `http://127.0.0.1:${listening.port}/v1/tenant`;
    const sent = request(url, { headers: own }, (answer) => {
      void text(answer).then((body) => resolve([answer.statusCode, body]), reject);
    });
    sent.once('error', reject);
    sent.end();
  });
}

test('a client over the socket creates and waits', async () => {
  await start();
  const hikube = createClient({ endpoint: listening.endpoint, token: emulator.token });
  const cluster = await hikube.clusters.create({ name: 'prod' });
  expect(cluster.status.phase).toBe('Running');
  expect(await hikube.clusters.get('prod')).toEqual(await emulator.client().clusters.get('prod'));
});

test('faults of connections reach over the socket, and are lived through', async () => {
  await start({
    faults: [
      { kind: 'DroppedBefore', operation: 'createCluster', times: 1 },
      { kind: 'CutBody', operation: 'getCluster', times: 1 },
    ],
  });
  const raw = fetch(`${listening.endpoint}/clusters`, { method: 'POST' }).then((answer) => answer.text());
  await expect(raw).rejects.toThrow();
  const hikube = createClient({ endpoint: listening.endpoint, token: emulator.token });
  expect((await hikube.clusters.create({ name: 'prod' })).name).toBe('prod');
});

test.each([
  ['a name that leads here', { Host: 'evil.example' }, 403],
  ['a page of another origin', { Origin: 'https://evil.example' }, 403],
  ['a page of this machine', { Origin: 'http://localhost:5173' }, 200],
  ['localhost', { Host: 'localhost' }, 200],
  ['a name that leads here, without a token', { Host: 'evil.example', Authorization: 'none' }, 403],
  [
    'a page of another origin, without a token',
    { Origin: 'https://evil.example', Authorization: 'none' },
    403,
  ],
])('%s: %o is answered with %i', async (_what, headers, expected) => {
  await start();
  const [status, body] = await tenantBy(headers);
  expect(status).toBe(expected);
  if (expected !== 403) return;
  // In the words of the API, whose schema the SDK knows.
  const names = expect.stringContaining('127.0.0.1, localhost, [::1]');
  expect(JSON.parse(body)).toMatchObject({ code: 'forbidden', status: 403, detail: names, retryable: false });
});

test('it listens on the loopback interface and on no other', async () => {
  await start();
  const others = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
  // Addresses of loopback beside the one that is listened on are as foreign.
  for (const host of ['127.0.0.2', ...others]) {
    const socket = connect(listening.port, host);
    await expect(once(socket, 'connect'), host).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  }
});

test('on all interfaces it answers by the names that are allowed, and is still closed to others', async () => {
  await start({}, { host: '0.0.0.0', allow: ['Hikube', 'test.internal'] });
  expect(listening.endpoint).toBe(`http://hikube:${listening.port}/v1`);
  for (const [headers, expected] of [
    [{ Host: `hikube:${listening.port}` }, 200],
    [{ Host: 'test.internal', Origin: 'http://test.internal:3000' }, 200],
    [{}, 200],
    [{ Host: 'other.internal' }, 403],
    [{ Host: 'hikube', Origin: 'http://other.internal' }, 403],
    [{ Host: '0.0.0.0' }, 403],
  ] as const) {
    const [status, body] = await tenantBy(headers);
    expect([headers, status]).toEqual([headers, expected]);
    if (status === 403) expect(body).toContain('127.0.0.1, localhost, [::1], hikube, test.internal');
  }
});

test.each(['http://hikube', 'hikube:80', 'hikube/v1', '*', ''])(
  '%j is no name that could be allowed',
  async (name) => {
    await start();
    await expect(listen(emulator, { allow: [name] })).rejects.toThrow('is no name of a host');
  },
);
