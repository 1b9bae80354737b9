// When the neighbours fail: documented problems, nothing half-done, and nothing told that is nobody's business.
import type { Operation, Problem } from '@hikube/openapi/types';
import { type LogFields, type Platform, PlatformError, type Store, StoreError } from '@hikube/service';
import { afterEach, describe, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';
import { isWrite, PROD, samples } from './samples.ts';

let service: TestService;
let failure: Error | undefined;
const logged: { event: string; fields: LogFields | undefined }[] = [];

afterEach(async () => {
  failure = undefined;
  logged.length = 0;
  await service.dispose();
});

/** Every method of the neighbour fails while `failure` is set. */
function failing<Neighbour extends object>(
  neighbour: Neighbour,
  methods: readonly (keyof Neighbour)[],
): Neighbour {
  return new Proxy(neighbour, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (typeof member !== 'function') return member;
      return (...parameters: unknown[]) => {
        if (failure !== undefined && methods.includes(name as keyof Neighbour))
          return Promise.reject(failure);
        return (member as (...rest: unknown[]) => unknown).apply(target, parameters);
      };
    },
  });
}

async function start(fails: { store?: readonly (keyof Store)[]; platform?: readonly (keyof Platform)[] }) {
  service = await startTestService({
    wrapStore: (store) => failing(store, fails.store ?? []),
    wrapPlatform: (platform) => failing(platform, fails.platform ?? []),
    config: { log: (_level, event, fields) => logged.push({ event, fields }) },
  });
  await service.api<Operation>('POST', '/clusters', { body: PROD });
  // The first pass is over, so that nobody else writes.
  await service.clock.advance(0);
}

const READS: readonly (keyof Store)[] = ['get', 'getMany', 'list', 'count'];

describe('a store that fails', () => {
  test.each(samples())('$id answers unavailable', async ({ method, path, body }) => {
    await start({ store: READS });
    failure = new StoreError('unavailable', 'connect ECONNREFUSED 10.0.0.1:5432 SELECT 1');
    const reply = await service.api.refused('unavailable', method, path, { body });
    expect(reply.body).toMatchObject({
      retryable: true,
      detail: 'The service cannot reach its storage now: try again in a moment.',
    });
    expect(reply.headers.get('retry-after')).toBe('1');
  });

  test.each(
    samples().filter(
      (sample) =>
        isWrite(sample) &&
        ['createCluster', 'updateCluster', 'deleteCluster', 'putAddon'].includes(sample.id),
    ),
  )('$id changes nothing when the commit fails', async ({ method, path, body }) => {
    await start({ store: ['commit'] });
    const before = await service.store.sequence();
    failure = new StoreError('disk_full', 'There is no space left for /data/hikube.db');
    const { body: problem } = await service.api.refused('unavailable', method, path, { body });
    expect(problem.detail).toBe(
      'The storage of the service is full and nothing was changed: its operator must free some space.',
    );
    failure = undefined;
    expect(await service.store.sequence()).toBe(before);
  });

  test('is logged with the request id and the cause', async () => {
    await start({ store: READS });
    failure = new StoreError('unavailable', 'the database went away');
    const reply = await service.api.refused('unavailable', 'GET', '/clusters');
    const entry = logged.find(({ event }) => event === 'request_failed');
    expect(entry?.fields).toMatchObject({
      requestId: reply.body.requestId,
      code: 'unavailable',
      error: 'the database went away',
    });
  });
});

describe('a platform that fails', () => {
  test.each([
    ['catalogue', '/clusters/prod/node-groups', { name: 'x' }],
    ['assign', '/clusters', { name: 'other' }],
  ] as const)('%s: unavailable', async (method, path, body) => {
    await start({ platform: [method] });
    failure = new PlatformError('Timeout', 'dial tcp 10.0.0.1:6443', { retryable: true });
    const { body: problem } = await service.api.refused('unavailable', 'POST', path, { body });
    expect(problem.detail).toBe('The platform cannot be reached now: try again in a moment.');
  });
});

describe('a mistake of ours', () => {
  test('is an internal problem: told to the log, not to the caller', async () => {
    await start({ platform: ['catalogue'] });
    failure = new TypeError("Cannot read properties of undefined (reading 'secret')");
    const reply = await service.api.refused('internal', 'GET', '/sites');
    expect(reply.body.detail).toBe('The service made a mistake: quote the request id when you report it.');
    expect(reply.text).not.toContain('secret');
    const entry = logged.find(({ event }) => event === 'request_failed');
    expect(entry?.fields).toMatchObject({
      requestId: reply.body.requestId,
      error: failure.message,
      stack: expect.any(String),
    });
  });
});

describe('a request that is none', () => {
  test('is answered all the same', async () => {
    await start({});
    const broken = { method: 'GET', headers: new Headers() } as Request;
    const response = await service.service.fetch(broken);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      code: 'internal',
      requestId: expect.stringMatching(/^req-/),
    });
    expect(logged.map(({ event }) => event)).toContain('answer_failed');
  });
});

describe('the log', () => {
  test('has one line for each request, refused ones too, and no token', async () => {
    await start({});
    logged.length = 0;
    await service.api('GET', '/clusters/prod?x=1', { headers: { 'X-Request-Id': 'mine' } });
    await service.api.as('a-token-of-nobody').refused('unauthenticated', 'GET', '/clusters');
    const requests = logged.filter(({ event }) => event === 'request').map(({ fields }) => fields);
    expect(requests).toMatchObject([
      { requestId: 'mine', method: 'GET', operation: 'getCluster', status: 400, tenant: 'demo' },
      { operation: 'listClusters', status: 401, tenant: undefined },
    ]);
    expect(JSON.stringify(logged)).not.toMatch(/an-administrator-of-demo|a-token-of-nobody/);
  });
});

describe('a service that stops', () => {
  test('refuses what comes after', async () => {
    await start({});
    await service.service.stop();
    const { body } = await service.api.refused('unavailable', 'GET', '/clusters');
    expect(body.retryable).toBe(true);
  });
});

describe('too many requests', () => {
  test('are refused until the bucket fills again, for this token only', async () => {
    service = await startTestService({ config: { rateLimit: { burst: 3, perSecond: 2 } } });
    const other = service.api.as(await service.token({ tenant: 'demo', scopes: ['read'] }));
    for (let sent = 0; sent < 3; sent += 1) expect((await service.api('GET', '/sites')).status).toBe(200);
    const { headers } = await service.api.refused('rate_limited', 'GET', '/sites');
    expect(headers.get('retry-after')).toBe('1');
    expect((await other('GET', '/sites')).status).toBe(200);
    await service.clock.advance(499);
    await service.api.refused('rate_limited', 'GET', '/sites');
    await service.clock.advance(1);
    expect((await service.api('GET', '/sites')).status).toBe(200);
    await service.api.refused('rate_limited', 'GET', '/sites');
  });
});

describe('the request id', () => {
  test.each(['abc-123', 'a'.repeat(128), '4bf92f3577b34da6a3ce929d0e0e4736'])(
    '%s is taken over',
    async (id) => {
      service = await startTestService();
      const reply = await service.api<Problem>('GET', '/clusters/none', { headers: { 'X-Request-Id': id } });
      expect([reply.headers.get('x-request-id'), reply.body.requestId]).toEqual([id, id]);
    },
  );

  test.each(['a'.repeat(129), 'a b', '<b>', '"', '-'])('%s is not', async (id) => {
    service = await startTestService();
    const reply = await service.api('GET', '/sites', { headers: { 'X-Request-Id': id } });
    expect(reply.headers.get('x-request-id')).toMatch(/^req-[0-9a-f]{24}$/);
  });
});
