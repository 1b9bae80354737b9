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

async function start(options?: Parameters<typeof createEmulator>[0]): Promise<void> {
  emulator = await createEmulator(options);
  listening = await listen(emulator);
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
  const [status, body] = await new Promise<[number | undefined, string]>((resolve, reject) => {
    const url = `${listening.endpoint}/tenant`;
    const sent = request(
      url,
      { headers: { Authorization: `Bearer ${emulator.token}`, ...headers } },
      (answer) => {
        void text(answer).then((body) => resolve([answer.statusCode, body]), reject);
      },
    );
    sent.once('error', reject);
    sent.end();
  });
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
