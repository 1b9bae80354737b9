// A site goes down under two clusters: the one of one member is lost, the one that spans three sites goes on.
import type { Cluster, Condition, Operation } from '@hikube/openapi/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';
import { createWorldCalls, type WorldReply } from '../support/simulated-world.ts';

const MINUTE = 60_000;

let service: TestService;
let world: (method: string, path: string, body?: unknown) => Promise<WorldReply>;
/** The site of the development cluster. */
let home: string;

beforeAll(async () => {
  service = await startTestService();
  world = createWorldCalls(service, await service.token({ tenant: 'demo', scopes: ['admin'] }));
  await create({ name: 'dev', topology: 'development' });
  await create({ name: 'prod', nodeGroups: { web: { minReplicas: 3, maxReplicas: 3 } } });
  home = (await read('dev')).status.etcd.members[0]?.site ?? '';
});
afterAll(() => service.dispose());

async function create(body: object): Promise<void> {
  await service.finish((await service.api<Operation>('POST', '/clusters', { body })).body);
}

async function read(name: string): Promise<Cluster> {
  return (await service.api<Cluster>('GET', `/clusters/${name}`)).body;
}

async function condition(name: string, type: string): Promise<Condition | undefined> {
  return (await read(name)).status.conditions.find((each) => each.type === type);
}

test('both clusters work while all sites do', async () => {
  const { body } = await world('GET', '');
  expect(body).toEqual({
    sites: [
      { id: 'geneva', available: true },
      { id: 'gland', available: true },
      { id: 'lucerne', available: true },
    ],
  });
  expect((await read('dev')).status.phase).toBe('Running');
  expect((await read('prod')).status.phase).toBe('Running');
});

test('without its site, the development cluster is lost', async () => {
  const { status, body } = await world('PUT', `/sites/${home}`, { available: false });
  expect(status).toBe(200);
  expect(body).toMatchObject({ sites: expect.arrayContaining([{ id: home, available: false }]) });
  await service.clock.advance(MINUTE);
  expect((await read('dev')).status).toMatchObject({
    phase: 'Degraded',
    controlPlane: { desired: 1, ready: 0 },
    etcd: { desired: 1, ready: 0, quorum: false },
  });
  expect(await condition('dev', 'Ready')).toMatchObject({ status: 'False', reason: 'ApiNotReady' });
  expect(await condition('dev', 'EtcdReady')).toMatchObject({ status: 'False', reason: 'NoQuorum' });
  const path = '/clusters/dev/kubeconfigs';
  await service.api.refused('not_ready', 'POST', path, { body: { role: 'view' } });
});

test('the production cluster goes on, and says what it lacks', async () => {
  expect((await read('prod')).status).toMatchObject({
    phase: 'Degraded',
    controlPlane: { desired: 3, ready: 2 },
    etcd: { desired: 3, ready: 2, quorum: true },
  });
  expect(await condition('prod', 'ControlPlaneReady')).toMatchObject({
    status: 'True',
    message: '2 of 3 API servers are ready.',
  });
  expect(await condition('prod', 'FaultTolerant')).toMatchObject({
    status: 'False',
    reason: 'MembersMissing',
  });
  const issued = await service.api('POST', '/clusters/prod/kubeconfigs', { body: { role: 'view' } });
  expect(issued.status).toBe(201);
});

test('the catalogue shows the outage', async () => {
  const { body } = await service.api<{ items: { name: string; available?: boolean }[] }>('GET', '/sites');
  expect(body.items.filter(({ available }) => available === false).map(({ name }) => name)).toEqual([home]);
});

test('nodes at that site are made elsewhere', async () => {
  await service.clock.advance(15 * MINUTE);
  const { body } = await service.api<{ items: { site: string; status: { phase: string } }[] }>(
    'GET',
    '/clusters/prod/nodes',
  );
  const ready = body.items.filter(({ status }) => status.phase === 'Ready');
  expect(ready.length).toBe(3);
  expect(ready.map(({ site }) => site)).not.toContain(home);
});

test('everything comes back with the site', async () => {
  await world('PUT', `/sites/${home}`, { available: true });
  await service.clock.advance(5 * MINUTE);
  for (const name of ['dev', 'prod']) {
    expect((await read(name)).status).toMatchObject({ phase: 'Running', etcd: { quorum: true } });
    expect(await condition(name, 'Ready')).toMatchObject({ status: 'True' });
  }
  expect(await condition('prod', 'FaultTolerant')).toMatchObject({ status: 'True' });
});
