// Timers that a test has faked, and that nobody advances, hold nothing up behind msw either.
import { createClient } from '@hikube/sdk';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createEmulator, type Emulator } from './emulator.ts';
import { handlers } from './msw.ts';

let emulator: Emulator;
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(async () => {
  vi.useRealTimers();
  server.resetHandlers();
  await emulator.close();
});
afterAll(() => server.close());

test('auto: create, wait and list are answered', async () => {
  vi.useFakeTimers();
  emulator = await createEmulator();
  server.use(...handlers(emulator));
  const hikube = createClient({ token: emulator.token });
  const { uid } = await hikube.clusters.create({ name: 'prod', topology: 'development' });
  expect((await hikube.clusters.list()).items.map((each) => each.uid)).toEqual([uid]);
});

test('manual: timers that are advanced move nothing, and the clock does', async () => {
  vi.useFakeTimers();
  emulator = await createEmulator({ time: 'manual' });
  server.use(...handlers(emulator));
  const hikube = createClient({ token: emulator.token });
  const { id } = await hikube.clusters.create({ name: 'prod' }).accepted;
  const before = emulator.clock.now();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(emulator.clock.now()).toBe(before);
  expect((await hikube.operations.get(id)).endedAt).toBeNull();
  await emulator.clock.advance(3_600_000);
  expect((await hikube.operations.get(id)).status).toBe('succeeded');
});
