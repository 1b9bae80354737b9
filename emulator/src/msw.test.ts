import { createClient } from '@hikube/sdk';
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
