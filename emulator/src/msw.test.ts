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

test('a path that the API does not have is our own 404', async () => {
  const answer = await fetch('https://api.hikube.cloud/v2/nothing');
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ code: 'not_found' });
});
