// The API in one process over a tenant's kubeconfig: nothing is kept here, so that any other process goes on with it.
import type { Cluster, NodeGroup, Operation, Problem, Tenant } from '@hikube/sdk';
import { describe, expect, test } from 'vitest';
import type { Failure } from '../doubles/cozystack/index.ts';
import { type App, PATH } from '../doubles/cozystack/testing.ts';
import { type Process, type World, world } from './direct-world.ts';

const HOLDER = '3f2b8c1e-6a4d-4e0f-9b7a-5c1d2e3f4a5b';
const NEW = {
  name: 'mine',
  nodeGroups: { web: { minReplicas: 1, maxReplicas: 2, instanceType: 's1.large' } },
};

const MAINTENANCE = { window: { days: ['sun'], startTime: '02:00', durationMinutes: 240 } };
const WITH_WINDOW = {
  apiVersion: 'apps.cozystack.io/v1alpha1',
  kind: 'Kubernetes',
  metadata: { annotations: { 'platform.hikube.cloud/maintenance': JSON.stringify(MAINTENANCE) } },
};

describe.each(['1.6.2', '1.1.2'] as const)('on %s', (profile) => {
  test('what kubectl made is there in every process, under the same uids, and nothing is written to it', async () => {
    const { start, double } = await world(profile, ['prod', 'test']);
    const from = double.faults.calls.length;
    const shown = async ({ ask, until }: Process) => {
      const { body } = await ask<{ items: Cluster[] }>('GET', '/clusters');
      await until<Cluster>('/clusters/prod', ({ status }) => status.phase === 'Running');
      const group = await ask<NodeGroup>('GET', '/clusters/prod/node-groups/web');
      return [...body.items, group.body].map(({ name, uid, generation }) => `${name} ${uid} ${generation}`);
    };
    const first = await shown(start());
    expect(first.map((each) => each.split(' ')[0])).toEqual(['prod', 'test', 'web']);
    expect(await shown(start())).toEqual(first);
    const writes = double.faults.calls
      .slice(from)
      .filter((call) => !call.startsWith('GET ') && call.includes(PATH));
    expect(writes).toEqual([]);
  });

  test('an answer means that the platform has it, and the next process goes on with the operation', async () => {
    const { start, stored } = await world(profile);
    const first = start();
    const made = await first.ask<Operation>('POST', '/clusters', NEW, { 'hikube-holder': HOLDER });
    expect(made.status, JSON.stringify(made.body)).toBe(202);
    expect((await stored('mine')).spec).toMatchObject({ nodeGroups: { web: { maxReplicas: 2 } } });
    await first.direct.close();
    const second = start();
    const known = await second.ask<Operation>('GET', `/operations/${made.body.id}`);
    expect(known.body).toMatchObject({ id: made.body.id, kind: 'Cluster.create' });
    await second.until<Operation>(`/operations/${made.body.id}`, ({ status }) => status === 'succeeded');
    // Nobody has said that a state has it: the same create takes it over.
    const { uid } = (await second.ask<Cluster>('GET', '/clusters/mine')).body;
    const again = await second.ask<Operation>('POST', '/clusters', NEW, {
      'hikube-holder': HOLDER.replace('3f', '4f'),
      'hikube-take-over': uid,
      'if-none-match': '*',
    });
    expect(again.status, JSON.stringify(again.body)).toBe(202);
    const object = { kind: 'Cluster', cluster: 'mine', name: 'mine', uid };
    const held = await second.ask('POST', '/holds', { object, holder: HOLDER.replace('3f', '4f') });
    expect(held.status, JSON.stringify(held.body)).toBeLessThan(300);
    const refused = await start().ask<Problem>('POST', '/clusters', NEW, { 'hikube-holder': HOLDER });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'already_exists', existing: { held: true } },
    });
  });

  test('a machine that was asleep holds nothing any more, and still an answer means that the platform has it', async () => {
    const { start, clock, stored } = await world(profile);
    let asleepMs = 0;
    const { ask, until } = start('acme', {
      now: () => clock.now() + asleepMs,
      monotonic: () => clock.monotonic() + asleepMs,
      schedule: (atMs, callback) => clock.schedule(atMs - asleepMs, callback),
    });
    await ask('GET', '/clusters');
    asleepMs = 2 * 86_400_000;
    const created = await ask<Cluster>('POST', '/clusters', NEW);
    expect(created.status).toBe(202);
    expect((await stored('mine')).spec).toMatchObject({ nodeGroups: { web: { minReplicas: 1 } } });
    await until<Cluster>('/clusters/mine', ({ status }) => status.phase === 'Running');
    asleepMs *= 2;
    await ask('PATCH', '/clusters/mine/node-groups/web', { maxReplicas: 5 });
    expect((await stored('mine')).spec).toMatchObject({ nodeGroups: { web: { maxReplicas: 5 } } });
  });

  test('a machine that does something else for a while at each call of the platform is only slow', async () => {
    const { start, clock, stored, double } = await world(profile);
    let lateMs = 0;
    const { ask } = start('acme', {
      now: () => clock.now() + lateMs,
      monotonic: () => clock.monotonic() + lateMs,
      schedule: (atMs, callback) => clock.schedule(atMs - lateMs, callback),
    });
    await ask('GET', '/clusters');
    const beLate = async () => {
      lateMs += 20_000;
    };
    for (let call = 1; call <= 20; call += 1) double.faults.meanwhile(beLate, { call });
    expect(await ask<Cluster>('POST', '/clusters', NEW)).toMatchObject({ status: 202 });
    expect((await stored('mine')).spec).toMatchObject({ nodeGroups: { web: { minReplicas: 1 } } });
  });

  test('deleted by one, it is gone for all; and its name can be had again', async () => {
    const { start, kubectl, double } = await world(profile, ['prod']);
    const [a, b] = [start(), start()];
    await a.ask('GET', '/clusters/prod');
    const deleted = await b.ask<Operation>('DELETE', '/clusters/prod');
    expect(deleted.status).toBe(202);
    // What was read a moment ago may be read again.
    await double.advance(2_000);
    expect((await a.ask<Cluster>('GET', '/clusters/prod')).body.status.phase).toBe('Deleting');
    const over = await a.ask<Problem>('POST', '/clusters', { ...NEW, name: 'prod' });
    expect(over).toMatchObject({ status: 409, body: { code: 'deleting' } });
    await b.until<Operation>(`/operations/${deleted.body.id}`, ({ status }) => status === 'succeeded');
    expect((await a.until<Problem>('/clusters/prod', ({ status }) => status === 404)).code).toBe('not_found');
    expect((await kubectl<{ items: App[] }>('GET', '')).items).toEqual([]);
    expect((await a.ask('POST', '/clusters', { ...NEW, name: 'prod' })).status).toBe(202);
  });
});

type Spoilt = readonly [what: string, status: Status, spoil: (world: World) => void];

/** Before anything was answered it may be another. */
type Status = number | { readonly known: number; readonly before: number };

/** Every call fails so. */
const failing = (what: string, status: Status, failure: Failure): Spoilt => [
  what,
  status,
  ({ double }) => double.faults.strike({ with: failure, times: 1_000 }),
];

const SPOILT: readonly Spoilt[] = [
  ['the server of the applications is missing', 503, ({ double }) => double.presence('missing')],
  ['the server of the applications is away', 503, ({ double }) => double.presence('away')],
  ['the credential is refused', 401, ({ double }) => double.faults.expire(double.tenant('acme').token)],
  ['the platform is away', 503, ({ double }) => double.faults.away()],
  failing('the rights are refused', 403, 403),
  failing('every answer is cut off in the middle', 503, 'cut'),
  failing('somebody with another certificate answers', { known: 503, before: 401 }, 'tls'),
  failing('a proxy answers with its page that there is nothing', { known: 503, before: 401 }, 'page'),
  failing('somebody answers everything with JSON of his own', 503, 'json'),
  failing('the platform makes mistakes', 503, 500),
  failing('nothing answers in time', 503, 'timeout'),
];

test.each(SPOILT)('nothing is gone because %s', async (_what, expected, spoil) => {
  const here = await world('1.6.2', ['prod']);
  const known = here.start();
  expect((await known.ask('GET', '/clusters/prod')).status).toBe(200);
  spoil(here);
  await here.double.advance(5_000);
  const answers = [known, here.start()].map(async ({ ask }) => {
    const asked = ask<Problem>('GET', '/clusters/prod');
    // Reads are tried again a few times, on the clock.
    for (let moment = 0; moment < 40; moment += 1) await here.double.advance(2_000);
    return asked;
  });
  const { known: later, before } =
    typeof expected === 'number' ? { known: expected, before: expected } : expected;
  const answered = await Promise.all(answers);
  expect(answered.map(({ status }) => status)).toEqual([later, before]);
  for (const { body } of answered) {
    expect(body.detail.length).toBeGreaterThan(20);
  }
});

test.each(['tls', 'page'] as const)(
  'a write that meets somebody else (%s) is not tried again',
  async (failure) => {
    const { double, start } = await world('1.6.2', ['prod']);
    const { ask } = start();
    expect((await ask('GET', '/clusters/prod')).status).toBe(200);
    double.faults.strike({ with: failure, times: 1_000 });
    const { status, body } = await ask<Problem & { failedAt: string }>('PATCH', '/clusters/prod', {
      displayName: 'Prod',
    });
    expect([status, body.retryable, body.failedAt]).toEqual([401, false, 'connection']);
  },
);

test('what a cluster or its operation says of missing rights is for whoever gave the kubeconfig, and for no operator', async () => {
  const { double, start } = await world('1.6.2', ['prod']);
  const isUnread = ({ url }: Request) => /workloadmonitors/.test(url);
  double.faults.strike({ with: 403, times: 1_000, only: isUnread });
  const { ask } = start();
  const changed = await ask<Operation>('PATCH', '/clusters/prod', { displayName: 'Prod' });
  const told = [
    await ask<Cluster>('GET', '/clusters/prod'),
    await ask<Operation>('GET', `/operations/${changed.body.id}`),
  ].map(({ body }) => JSON.stringify(body));
  const words = 'The user of the kubeconfig may not do that on the platform';
  expect(told.filter((each) => each.includes(words))).not.toEqual([]);
  for (const each of told) expect(each).not.toMatch(/operator has|of the service/);
});

test('of a platform that does not answer it says where the kubeconfig leads, and what to check', async () => {
  const { double, start } = await world('1.6.2');
  double.faults.away();
  const { ask, direct } = start();
  expect(direct.server()).toBeUndefined();
  const asked = ask<Problem>('GET', '/tenant');
  for (let moment = 0; moment < 40; moment += 1) await double.advance(2_000);
  const { status, body } = await asked;
  expect([status, direct.server()]).toEqual([503, double.url]);
  expect(body.detail).toBe(
    'The platform cannot be reached: nothing listens at the address of its server. ' +
      `The kubeconfig says that it is at ${double.url}: check that address and the network.`,
  );
});

test('it says whose clusters these are: another tenant or another platform is somebody else', async () => {
  const here = await world('1.6.2');
  const own = (await here.start().ask<Tenant>('GET', '/tenant')).body;
  expect(own.id).toBe('tenant-acme');
  expect((await here.start().ask<Tenant>('GET', '/tenant')).body.installation).toBe(own.installation);
  const elsewhere = await world('1.6.2');
  for (const other of [here.start('other'), elsewhere.start()])
    expect((await other.ask<Tenant>('GET', '/tenant')).body.installation).not.toBe(own.installation);
});

test('a kubeconfig of a cluster is issued, and works', async () => {
  const { start, double } = await world('1.6.2', ['prod']);
  const { ask, until } = start();
  await until<Cluster>('/clusters/prod', ({ status }) => status.phase === 'Running');
  const { status, body } = await ask<{ kubeconfig: string }>('POST', '/clusters/prod/kubeconfigs', {
    role: 'view',
  });
  expect(status).toBe(201);
  const answer = await double.connect(body.kubeconfig)(new Request('https://any/api/v1/namespaces'));
  expect(answer.status).toBe(200);
});

test.each([
  ['POST', '/tokens', { displayName: 'x', scopes: ['read'] }, ''],
  ['PATCH', '/clusters/prod', { maintenance: MAINTENANCE }, '/maintenance'],
  ['PATCH', '/previews/clusters/prod', { maintenance: MAINTENANCE }, '/maintenance'],
  ['PUT', '/clusters/prod/manifest', WITH_WINDOW, '/metadata/annotations/platform.hikube.cloud~1maintenance'],
  ['PATCH', '/clusters/prod/node-groups/web?applyIn=window', { instanceType: 's1.small' }, '/applyIn'],
  ['POST', '/clusters/prod/version-upgrades', { targetVersion: '1.35', start: 'window' }, '/start'],
])('%s %s is refused with what to run for it', async (method, path, body, pointer) => {
  const { start } = await world('1.6.2', ['prod']);
  const answer = await start().ask<Problem>(method, path, body);
  expect(answer).toMatchObject({ status: 422, body: { code: 'capability_missing', errors: [{ pointer }] } });
  expect(answer.body.detail).toContain('docs/guides/run-on-cozystack.md');
});
