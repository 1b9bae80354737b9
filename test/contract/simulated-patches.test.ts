// A patch that is released in the simulated world, seen through the API: told at once, rolled out in the window alone.
import type { Cluster, Operation } from '@hikube/openapi/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCALE } from '../support/scale.ts';
import { ALONE, startTestService, type TestService } from '../support/service.ts';
import { createWorldCalls, type WorldReply } from '../support/simulated-world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Weeks in the full run. */
const QUIET_DAYS = SCALE < 1 ? 3 : 14;
const WINDOW = { days: ['sun'], startTime: '03:00', durationMinutes: 120, timeZone: 'Europe/Zurich' };

let service: TestService;
let world: (method: string, path: string, body?: unknown) => Promise<WorldReply>;

beforeAll(async () => {
  service = await startTestService({ config: ALONE });
  world = createWorldCalls(service, await service.token({ tenant: 'demo', scopes: ['admin'] }));
  const nodeGroups = { web: { minReplicas: 1, maxReplicas: 4 } };
  const body = { name: 'prod', version: '1.34', topology: 'development', nodeGroups };
  await service.finish((await service.api<Operation>('POST', '/clusters', { body })).body);
});
afterAll(() => service.dispose());

const cluster = async () => (await service.api<Cluster>('GET', '/clusters/prod')).body;

async function available() {
  const { conditions } = (await cluster()).status;
  return conditions.find(({ type }) => type === 'PatchAvailable');
}

async function patches(): Promise<readonly Operation[]> {
  const { body } = await service.api<{ items: Operation[] }>('GET', '/operations');
  return body.items.filter(({ kind }) => kind === 'Cluster.patch');
}

describe('a patch', () => {
  test.each([
    [{ minor: '1.99', patch: '1.99.1' }, '/minor'],
    [{ minor: '1.34', patch: '1.34.1' }, '/patch'],
    [{ minor: '1.34', patch: 'newest' }, '/patch'],
  ])('is not released as %j', async (body, pointer) => {
    const refused = await world('PUT', '/versions', body);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ code: 'validation_failed', errors: [{ pointer }] });
  });

  test('is offered and told of once it is released, and nothing moves', async () => {
    const released = await world('PUT', '/versions', { minor: '1.34', patch: '1.34.7' });
    expect(released).toEqual(await world('GET', '/versions'));
    expect(released.body['versions']).toContainEqual({ minor: '1.34', patch: '1.34.7' });
    await service.clock.advance(QUIET_DAYS * DAY);
    expect(await available()).toMatchObject({
      status: 'True',
      reason: 'AutoPatchOff',
      message:
        'Kubernetes 1.34.7 is released. Turn maintenance.autoPatch on to get it in the maintenance window, or upgrade to the next minor version.',
    });
    expect((await cluster()).status.version).toBe('1.34.4');
    expect(await patches()).toEqual([]);
  });

  test('is not promised to a cluster that has no window', async () => {
    const maintenance = { window: null, autoPatch: true, exclusions: [] };
    await service.api.refused('validation_failed', 'PATCH', '/clusters/prod', { body: { maintenance } });
  });

  test('comes by itself in the window of a cluster that opts in, as an operation that cannot be cancelled', async () => {
    const maintenance = { window: WINDOW, autoPatch: true, exclusions: [] };
    const { body } = await service.api<Operation>('PATCH', '/clusters/prod', { body: { maintenance } });
    await service.finish(body);
    const generation = (await cluster()).generation;
    for (let waited = 0; waited < 8 * DAY && (await patches()).length === 0; waited += 20 * MINUTE) {
      expect((await cluster()).status.version).toBe('1.34.4');
      await service.clock.advance(20 * MINUTE);
    }
    const [begun] = await patches();
    const local = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Zurich',
      weekday: 'short',
      hour: '2-digit',
    });
    expect(local.format(new Date(begun!.createdAt))).toBe('Sun, 03');
    await service.clock.advance(2 * 60 * MINUTE);
    const [ended] = await patches();
    expect(ended).toMatchObject({ status: 'succeeded', target: { kind: 'Cluster', name: 'prod' } });
    expect(ended?.steps.map(({ name }) => name)).toEqual([
      'Upgrading the control plane to 1.34.7',
      'Upgrading nodes of web',
    ]);
    expect(await cluster()).toMatchObject({ version: '1.34', generation, status: { version: '1.34.7' } });
    expect(await available()).toMatchObject({ status: 'False', reason: 'NewestPatch' });
    await service.api.refused('not_cancellable', 'POST', `/operations/${ended!.id}/cancel`);
  });
});
