// Volumes of a cluster: a copy at each site, and what becomes of it while one is down.
import type { Operation, Volume, VolumeList } from '@hikube/openapi/types';
import { createClient } from '@hikube/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';
import { createWorldCalls, type WorldReply } from '../support/simulated-world.ts';

const MINUTE = 60_000;

let service: TestService;
let world: (method: string, path: string, body?: unknown) => Promise<WorldReply>;

beforeAll(async () => {
  service = await startTestService();
  world = createWorldCalls(service, await service.token({ tenant: 'demo', scopes: ['admin'] }));
  const body = { name: 'prod' };
  await service.finish((await service.api<Operation>('POST', '/clusters', { body })).body);
});
afterAll(() => service.dispose());

async function volumes(query = ''): Promise<VolumeList> {
  return (await service.api<VolumeList>('GET', `/clusters/prod/volumes${query}`)).body;
}

function stateAt(volume: Volume | undefined, site: string): string | undefined {
  return volume?.status.replicas.find((replica) => replica.site === site)?.state;
}

const claim = (name: string) => ({ cluster: 'prod', name, storageClass: 'replicated', size: '10Gi' });

test('there are none at first', async () => {
  expect(await volumes()).toEqual({ items: [], nextCursor: null });
});

test('a volume has a copy at each site', async () => {
  expect((await world('PUT', '/volumes', claim('data'))).status).toBe(200);
  await service.clock.advance(MINUTE);
  expect((await volumes()).items).toEqual([
    {
      name: 'data',
      cluster: 'prod',
      storageClass: 'replicated',
      size: '10Gi',
      uid: expect.any(String),
      createdAt: expect.any(String),
      status: {
        phase: 'Available',
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            reason: 'Available',
            message: '3 of 3 copies are up to date.',
            lastTransitionTime: expect.any(String),
          },
        ],
        replicas: expect.arrayContaining([
          { site: 'geneva', state: 'UpToDate' },
          { site: 'gland', state: 'UpToDate' },
          { site: 'lucerne', state: 'UpToDate' },
        ]),
      },
    },
  ]);
});

test('an outage takes one copy away, and it catches up afterwards', async () => {
  await world('PUT', '/sites/gland', { available: false });
  const [lost] = (await volumes()).items;
  expect(lost?.status.phase).toBe('Degraded');
  expect(stateAt(lost, 'gland')).toBe('Unreachable');
  await service.clock.advance(MINUTE);
  await world('PUT', '/sites/gland', { available: true });
  expect(stateAt((await volumes()).items[0], 'gland')).toBe('Syncing');
  await service.clock.advance(5 * MINUTE);
  const [whole] = (await volumes()).items;
  expect(whole?.status.phase).toBe('Available');
  expect(stateAt(whole, 'gland')).toBe('UpToDate');
});

test('come page by page, by name', async () => {
  await world('PUT', '/volumes', claim('cache'));
  const first = await volumes('?limit=1');
  expect(first.items.map(({ name }) => name)).toEqual(['cache']);
  const second = await volumes(`?limit=1&cursor=${first.nextCursor}`);
  expect(second.items.map(({ name }) => name)).toEqual(['data']);
  expect(second.nextCursor).toBeNull();
});

test('the client lists them', async () => {
  const client = createClient({
    endpoint: 'http://127.0.0.1:8642/v1',
    token: 'an-administrator-of-demo',
    fetch: (request) => service.service.fetch(request),
  });
  const names = (await client.volumes.list('prod', { limit: 1 }).toArray()).map(({ name }) => name);
  expect(names).toEqual(['cache', 'data']);
});

test('are made from what there is', async () => {
  const unknown = await world('PUT', '/volumes', { ...claim('data'), storageClass: 'fast' });
  expect(unknown).toMatchObject({ status: 422, body: { errors: [{ pointer: '/storageClass' }] } });
  const sizeless = await world('PUT', '/volumes', { ...claim('data'), size: '0' });
  expect(sizeless).toMatchObject({ status: 422, body: { errors: [{ pointer: '/size' }] } });
});
