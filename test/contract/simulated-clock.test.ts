// The clock of the simulated world: read everywhere, moved on where it is no machine's, and never back.
import { createEmulator } from '@hikube/emulator';
import { expect, test } from 'vitest';
import { startTestService } from '../support/service.ts';
import { createWorldCalls } from '../support/simulated-world.ts';

const HOUR_MS = 3_600_000;

test('a service that lives by the clock of its machine tells the time, and refuses to move it', async () => {
  const service = await startTestService({ startsAt: '2026-03-02T08:00:00Z' });
  const world = createWorldCalls(service, await service.token({ tenant: 'demo', scopes: ['admin'] }));
  const state = { now: '2026-03-02T08:00:00.000Z', speed: 1, canAdvance: false };
  expect(await world('GET', '/clock')).toEqual({ status: 200, body: state });
  const refused = await world('PUT', '/clock', { now: '2026-03-02T09:00:00Z' });
  expect([refused.status, refused.body]).toMatchObject([
    422,
    { code: 'capability_missing', detail: expect.stringContaining('the emulator'), retryable: false },
  ]);
  expect((await world('GET', '/clock')).body).toEqual(state);
  const reader = createWorldCalls(service, await service.token({ tenant: 'demo', scopes: ['write'] }));
  for (const method of ['GET', 'PUT'])
    expect((await reader(method, '/clock', method === 'GET' ? undefined : state)).status).toBe(403);
  await service.dispose();
});

test('on the emulator time passes until a moment, with what happens in it, and never back', async () => {
  await using emulator = await createEmulator({ time: 'manual', startAt: '2026-03-02T08:00:00Z' });
  const ask = async (method: string, body?: object) => {
    const answer = await emulator.fetch('https://hikube.test/_platform/simulated/clock', {
      method,
      headers: { authorization: `Bearer ${emulator.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const hikube = emulator.client();
  await hikube.clusters.create({ name: 'prod', nodeGroups: { web: { minReplicas: 1, maxReplicas: 2 } } })
    .accepted;
  const at = { now: '2026-03-02T09:00:00.000Z', speed: 1, canAdvance: true };
  expect(await ask('PUT', { now: '2026-03-02T10:00:00+01:00' })).toEqual({ status: 200, body: at });
  expect(emulator.clock.now() - Date.parse('2026-03-02T08:00:00Z')).toBe(HOUR_MS);
  expect((await hikube.clusters.get('prod')).status.phase).toBe('Running');
  expect(await ask('PUT', { now: '2026-03-02T08:30:00Z' })).toEqual({ status: 200, body: at });
  for (const now of ['2026-03-09T09:00:01Z', 'tomorrow', '2026-02-30T00:00:00Z', 3, undefined])
    expect([now, await ask('PUT', { now })]).toMatchObject([
      now,
      { status: 422, body: { errors: [{ pointer: '/now' }] } },
    ]);
  expect(await ask('GET')).toEqual({ status: 200, body: at });
});
