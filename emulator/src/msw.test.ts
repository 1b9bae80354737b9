import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from '@hikube/sdk';
import { http, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEmulator } from './emulator.ts';
import { handlers } from './msw.ts';

const emulator = await createEmulator();
// Made before anything is intercepted, as an application does when it is loaded.
const hikube = createClient({ token: emulator.token });
const server = setupServer(...handlers(emulator));
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(async () => {
  server.close();
  await emulator.close();
});

test('a client of the public API is answered by the emulator, over waits', async () => {
  const cluster = await hikube.clusters.create({ name: 'prod', topology: 'development' });
  expect(cluster.status.phase).toBe('Running');
});

test.each([
  { kind: 'DroppedBefore', operation: 'getTenant', times: 1 },
  { kind: 'DroppedAfter', operation: 'getTenant', times: 1 },
  { kind: 'CutBody', operation: 'getTenant', times: 1 },
] as const)('a connection that %j loses is lost, and no answer', async (fault) => {
  await emulator.setFaults([fault]);
  const raw = fetch(`${hikube.endpoint}/tenant`, { headers: { Authorization: `Bearer ${emulator.token}` } });
  await expect(raw.then((answer) => answer.text())).rejects.toThrow(TypeError);
  await emulator.setFaults([]);
  await emulator.setFaults([fault]);
  expect((await hikube.tenant()).id).toBe('demo');
});

test('a path that the API does not have is our own 404', async () => {
  const answer = await fetch('https://api.hikube.cloud/v2/nothing');
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ code: 'not_found' });
});

test('nothing for its hosts leaves the process, whatever the token, of clients that were made before either', async () => {
  // A service that is really there, and stands in for production.
  let reached = 0;
  const production = createServer((_request, answer) => {
    reached += 1;
    answer.end('{}');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => production.once('listening', resolve));
  const endpoint = `http://127.0.0.1:${(production.address() as AddressInfo).port}/v1`;
  const real = createClient({ endpoint, token: 'hik_of-production', retry: { maxRetries: 0 } });
  // Without our handlers, it is reached.
  server.use(http.all(`${new URL(endpoint).origin}/*`, () => passthrough()));
  await real.tenant().catch(() => undefined);
  expect(reached).toBe(1);
  server.use(...handlers(emulator, { endpoints: [endpoint] }));
  try {
    await expect(real.clusters.delete('prod').accepted).rejects.toMatchObject({ status: 401 });
    expect((await fetch(new URL('/v2/nothing', endpoint))).status).toBe(404);
    expect(reached).toBe(1);
  } finally {
    server.resetHandlers();
    production.closeAllConnections();
    production.close();
  }
});
