// A kubeconfig is in two places, the record of the service and what the platform made of it. The process is killed at
// each point between them, and another one goes on: no credential works that nobody can see, and none that was revoked.
import type { IssuedKubeconfig, Kubeconfig, KubeconfigList, Operation, Problem } from '@hikube/openapi/types';
import {
  createMemoryWorlds,
  createSimulatedPlatform,
  type SimulatedPlatform,
} from '@hikube/platform-simulated';
import {
  createMemoryStore,
  createSeededRandom,
  createService,
  createVirtualClock,
  type Platform,
  PlatformError,
  type Service,
  type Store,
  type VirtualClock,
} from '@hikube/service';
import type { Credential } from '@hikube/service/platform';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Api, createApi } from '../support/api.ts';

const TOKEN = 'an-administrator-of-demo';
const PATH = '/clusters/prod/kubeconfigs';
const MINUTE = 60_000;

/** A step of issuing or revoking, at which a process can be killed. */
type Step = 'record' | 'platform' | 'mark';
type Point = `${'before' | 'after'} ${Step}`;
const POINTS = (['record', 'platform', 'mark'] as const).flatMap((step): Point[] => [
  `before ${step}`,
  `after ${step}`,
]);

let clock: VirtualClock;
let store: Store;
let platform: SimulatedPlatform;
let running: Service[];
/** Where the next process is killed. */
let killedAt: Point | undefined;
/** Settles when it is. */
let killed: PromiseWithResolvers<void>;
/** What happens to an order at the platform; it may carry it out. */
let around: (issue: () => Promise<Credential>) => Promise<Credential>;
/** Credentials that the platform has given out, whoever has seen them. */
let given: string[];

beforeEach(async () => {
  clock = createVirtualClock(Date.parse('2026-03-02T08:00:00Z'));
  store = createMemoryStore({ clock });
  platform = createSimulatedPlatform({ clock, store, worlds: createMemoryWorlds(clock) });
  running = [];
  killedAt = undefined;
  killed = Promise.withResolvers();
  given = [];
  around = (issue) => issue();
  const { api } = await start('first');
  const order = { name: 'prod', topology: 'development' };
  const { body } = await api<Operation>('POST', '/clusters', { body: order });
  for (let step = 0; step < 100; step += 1) {
    if ((await api<Operation>('GET', `/operations/${body.id}`)).body.endedAt !== null) return;
    await clock.advance(MINUTE);
  }
  throw new Error('The cluster does not come up.');
});
afterEach(async () => {
  killedAt = undefined;
  for (const service of running) await service.stop();
});

/** A process whose calls can be struck. */
async function start(owner: string): Promise<{ readonly api: Api; readonly service: Service }> {
  const service = createService({
    store: struckStore(owner),
    platform: struckPlatform(owner),
    clock,
    random: createSeededRandom(owner),
    config: { owner, bootstrapToken: TOKEN, rateLimit: 'off' },
  });
  await service.start();
  if (owner !== 'doomed') running.push(service);
  return { service, api: createApi((request) => service.fetch(request), 'http://service/v1', TOKEN) };
}

/** Runs a step, unless the process dies at it: then nothing of it ever goes on. */
async function through<Result>(owner: string, step: Step, run: () => Promise<Result>): Promise<Result> {
  if (owner !== 'doomed') return run();
  const die = (): Promise<never> => {
    killed.resolve();
    return new Promise(() => {});
  };
  if (killedAt === `before ${step}`) return die();
  const result = await run();
  return killedAt === `after ${step}` ? die() : result;
}

function struckStore(owner: string): Store {
  return new Proxy(store, {
    get(target, name: keyof Store) {
      const member = target[name];
      if (typeof member !== 'function') return member;
      if (name !== 'commit')
        return (...input: never[]) => (member as (...each: never[]) => unknown).apply(target, input);
      return (batch: Parameters<Store['commit']>[0]) => {
        const of = (kind: string) => batch.writes.find(({ key }) => key.kind === kind);
        const mark = of('openKubeconfig');
        const step = of('kubeconfig') !== undefined ? 'record' : mark !== undefined ? 'mark' : undefined;
        const run = () => target.commit(batch);
        return step === undefined ? run() : through(owner, step, run);
      };
    },
  });
}

function struckPlatform(owner: string): Platform {
  const { access } = platform;
  return {
    ...platform,
    access: {
      issue: (ref, order) =>
        through(owner, 'platform', () =>
          around(async () => {
            const credential = await access.issue(ref, order);
            given.push(credential.token);
            return credential;
          }),
        ),
      renew: access.renew,
      revoke: (ref, id) => through(owner, 'platform', () => access.revoke(ref, id)),
    },
  };
}

async function works(token: string): Promise<boolean> {
  const [cluster] = (await platform.list('demo')).clusters;
  const url = `https://api/clusters/${cluster!.ref.uid}/api/v1/namespaces`;
  const headers = { authorization: `Bearer ${token}` };
  return (await platform.routes.raw.fetch(new Request(url, { headers }))).status === 200;
}

async function listed(api: Api): Promise<readonly Kubeconfig[]> {
  return (await api<KubeconfigList>('GET', `${PATH}?limit=200`)).body.items;
}

const count = (kind: string): Promise<number> => store.count({ kind });

describe('issuing, killed', () => {
  test.each(POINTS)('%s', async (point) => {
    const doomed = await start('doomed');
    killedAt = point;
    const headers = { 'Idempotency-Key': 'k-1' };
    void doomed.api('POST', PATH, { body: { role: 'admin', ttlSeconds: 86_400 }, headers });
    await killed.promise;
    const { api } = await start('second');
    // Whatever works now can be seen, and so be revoked.
    const records = await listed(api);
    for (const token of given) expect([await works(token), records.length]).toEqual([true, 1]);
    await clock.advance(2 * MINUTE);
    const isWhole = point === 'after mark';
    for (const token of given) expect(await works(token)).toBe(isWhole);
    expect(await count('openKubeconfig')).toBe(0);
    const [after] = await listed(api);
    if (point === 'before record') expect(after).toBeUndefined();
    else if (isWhole) expect(after?.revokedAt).toBeNull();
    else expect(after?.revokedAt).not.toBeNull();
    // The same key never makes a second one.
    const again = await api<Problem>('POST', PATH, { body: { role: 'admin', ttlSeconds: 86_400 }, headers });
    expect(again.status).toBe(point === 'before record' ? 201 : 409);
  });
});

describe('revoking, killed', () => {
  test.each(POINTS)('%s', async (point) => {
    const doomed = await start('doomed');
    const { body } = await doomed.api<IssuedKubeconfig>('POST', PATH, { body: { role: 'admin' } });
    killedAt = point;
    void doomed.api('DELETE', `${PATH}/${body.id}`);
    await killed.promise;
    const { api } = await start('second');
    const isPromised = (await listed(api))[0]?.revokedAt !== null;
    expect(isPromised).toBe(point !== 'before record');
    await clock.advance(2 * MINUTE);
    expect(await works(body.token)).toBe(!isPromised);
    expect(await count('openKubeconfig')).toBe(0);
  });

  test('before the platform has heard of it, and asked for again: it ends at once', async () => {
    const doomed = await start('doomed');
    const { body } = await doomed.api<IssuedKubeconfig>('POST', PATH, { body: { role: 'admin' } });
    killedAt = 'before platform';
    void doomed.api('DELETE', `${PATH}/${body.id}`);
    await killed.promise;
    expect(await works(body.token)).toBe(true);
    const { api } = await start('second');
    expect((await api('DELETE', `${PATH}/${body.id}`)).status).toBe(200);
    expect(await works(body.token)).toBe(false);
  });
});

describe('a platform that does not issue', () => {
  const order = { body: { role: 'view' }, headers: { 'Idempotency-Key': 'k-2' } };
  const kept = async () =>
    Promise.all(['kubeconfig', 'openKubeconfig', 'idempotency', 'kubeconfigToken'].map(count));

  test('leaves nothing, and the same key asks again', async () => {
    const { api } = await start('second');
    around = async () => {
      throw new PlatformError('NotReady', 'It has gone down just now.', { retryable: true });
    };
    const refused = await api<Problem>('POST', PATH, order);
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([
      409,
      'not_ready',
      '15',
    ]);
    expect(await kept()).toEqual([0, 0, 0, 0]);
    around = (issue) => issue();
    expect((await api('POST', PATH, order)).status).toBe(201);
  });

  test('or whose answer is lost, leaves no credential', async () => {
    const { api } = await start('second');
    around = async (issue) => {
      await issue();
      throw new PlatformError('Unreachable', 'The line is dead.', { retryable: true });
    };
    expect((await api<Problem>('POST', PATH, order)).body.code).toBe('unavailable');
    expect(given).toHaveLength(1);
    expect(await works(given[0]!)).toBe(false);
    expect(await kept()).toEqual([0, 0, 0, 0]);
  });
});

test('what a cluster grants for less than was ordered ends when the credential does, in answer and list', async () => {
  const { api } = await start('second');
  const expiresAt = clock.now() + 10 * MINUTE;
  around = async (issue) => ({ ...(await issue()), expiresAt });
  const { status, body } = await api<IssuedKubeconfig>('POST', PATH, { body: { role: 'view' } });
  const ends = { ttlSeconds: 900, expiresAt: new Date(expiresAt).toISOString() };
  expect([status, body]).toMatchObject([201, ends]);
  expect(await listed(api)).toMatchObject([ends]);
  expect(await count('openKubeconfig')).toBe(0);
});

test('where none can be renewed, that is refused with its end, and nothing of it changes', async () => {
  const { capabilities } = platform;
  platform.capabilities = async (tenant) => {
    const has = await capabilities(tenant);
    return new Set([...has].filter((name) => name !== 'kubeconfig.renew'));
  };
  const { api } = await start('second');
  const { body } = await api<IssuedKubeconfig>('POST', PATH, { body: { role: 'view' } });
  const before = await listed(api);
  await clock.advance(MINUTE);
  const refused = await api<Problem>('POST', `${PATH}/${body.id}/renew`);
  expect(refused).toMatchObject({ status: 422, body: { code: 'capability_missing' } });
  expect(refused.body.detail).toContain(`ends at ${body.expiresAt}`);
  expect(await listed(api)).toEqual(before);
});

test('what is not there is not found to be renewed while the platform cannot be asked', async () => {
  const { capabilities } = platform;
  let isAway = false;
  platform.capabilities = async (tenant) => {
    if (isAway) throw new PlatformError('Unreachable', 'It is away.', { retryable: true });
    return capabilities(tenant);
  };
  const { api } = await start('second');
  const { body } = await api<IssuedKubeconfig>('POST', PATH, { body: { role: 'view' } });
  const other = body.id.replace(/.$/, (last) => (last === '2' ? '3' : '2'));
  isAway = true;
  expect((await api<Problem>('POST', `${PATH}/${body.id}/renew`)).status).toBe(503);
  expect((await api<Problem>('POST', `${PATH}/${other}/renew`)).status).toBe(404);
  expect((await api('DELETE', `${PATH}/${body.id}`)).status).toBe(200);
  const revoked = await api<Problem>('POST', `${PATH}/${body.id}/renew`);
  expect(revoked.body.code).toBe('invalid_transition');
});

test('what is revoked while it is issued is given to nobody', async () => {
  const { api } = await start('second');
  around = async (issue) => {
    const [{ id }] = (await listed(api)) as [Kubeconfig];
    expect((await api('DELETE', `${PATH}/${id}`)).status).toBe(200);
    return issue();
  };
  const answer = await api<Problem>('POST', PATH, { body: { role: 'view' } });
  expect(answer.body.code).toBe('unavailable');
  expect(await works(given[0]!)).toBe(false);
  expect((await listed(api))[0]?.revokedAt).not.toBeNull();
  expect(await count('openKubeconfig')).toBe(0);
});

test('what was issued by the release before can be renewed and revoked', async () => {
  const { api } = await start('second');
  const { body } = await api<IssuedKubeconfig>('POST', PATH, { body: { role: 'view', ttlSeconds: 300 } });
  const [entry] = await store.list({ kind: 'kubeconfigTokenEntry', limit: 1 });
  await store.commit({ writes: [{ key: entry!.key, delete: true, expect: 'any' }] });
  expect((await api('POST', `${PATH}/${body.id}/renew`)).status).toBe(200);
  expect(await works(body.token)).toBe(true);
  await store.commit({ writes: [{ key: entry!.key, delete: true, expect: 'any' }] });
  expect((await api('DELETE', `${PATH}/${body.id}`)).status).toBe(200);
  expect(await works(body.token)).toBe(false);
});
