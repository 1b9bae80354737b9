// Two replicas on one store: what holds within one process holds between them, because the store decides.
import type { Cluster, ClusterList, Operation, Problem, Tenant } from '@hikube/openapi/types';
import { createSimulatedPlatform } from '@hikube/platform-simulated';
import { createSeededRandom, createService, type Store } from '@hikube/service';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Api, createApi } from '../support/api.ts';
import { scaled, scaledTimeout } from '../support/scale.ts';
import { startTestService, type TestService } from '../support/service.ts';

let one: TestService;
let apis: readonly [Api, Api];
/** Called when the first replica has read the node groups of a cluster and has not decided yet. */
let afterRead: (() => Promise<unknown>) | undefined;

beforeEach(async () => {
  let shared: Store | undefined;
  afterRead = undefined;
  one = await startTestService({
    config: { quota: { nodes: '10' } },
    wrapStore: (store) => {
      shared = store;
      return pausing(store);
    },
  });
  const { clock } = one;
  const store = shared!;
  const platform = createSimulatedPlatform({ clock });
  const random = createSeededRandom('the other replica');
  // It answers requests and leaves the work on clusters to the first one.
  const two = createService({
    store,
    platform,
    clock,
    random,
    config: { quota: { nodes: '10' }, rateLimit: 'off' },
  });
  apis = [one.api, createApi(two.fetch, 'http://127.0.0.1/v1', 'an-administrator-of-demo')];
});
afterEach(() => one.dispose());

/** The same store, with a pause behind the reading of node groups. */
function pausing(store: Store): Store {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (name === 'list') {
        return async (query: Parameters<Store['list']>[0]) => {
          const found = await target.list(query);
          const pause = query.kind === 'nodeGroup' ? afterRead : undefined;
          if (pause !== undefined) afterRead = undefined;
          await pause?.();
          return found;
        };
      }
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

/** Sends the same request many times at once, to both in turn; time goes on, because whoever loses pauses. */
async function storm<Body>(times: number, send: (api: Api, index: number) => Promise<Body>): Promise<Body[]> {
  let isOver = false;
  const replies = Promise.all(Array.from({ length: times }, (_, index) => send(apis[index % 2]!, index)));
  const ended = replies.finally(() => {
    isOver = true;
  });
  ended.catch(() => undefined);
  while (!isOver) await one.clock.advance(10);
  return ended;
}

test('one key is one object, whichever replica answers', { timeout: scaledTimeout(120_000) }, async () => {
  const rounds = scaled(200, 20);
  for (let round = 0; round < rounds; round += 1) {
    const replies = await storm(6, (api) =>
      api<Operation>('POST', '/clusters', {
        body: { name: `c${round}`, topology: 'development' },
        headers: { 'Idempotency-Key': `k${round}` },
      }),
    );
    expect(new Set(replies.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect(replies.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(5);
  }
  const { body } = await apis[1]<ClusterList>('GET', '/clusters?limit=200');
  expect(body.items).toHaveLength(rounds);
  console.log(`two replicas: ${rounds} keys × 6 at once, to both: ${body.items.length} clusters`);
});

test('one key is one operation, also when there is nothing to do', async () => {
  const created = await apis[0]<Operation>('POST', '/clusters', {
    body: { name: 'prod', topology: 'development' },
  });
  await one.finish(created.body);
  const headers = { 'Idempotency-Key': 'nothing' };
  const send = (api: Api) => api<Operation>('PATCH', '/clusters/prod', { body: {}, headers });
  let theirs: Operation | undefined;
  afterRead = async () => {
    theirs = (await send(apis[1])).body;
  };
  const mine = await send(apis[0]);
  expect(mine.body).toEqual(theirs);
  expect(mine.headers.get('idempotency-replayed')).toBe('true');
});

test('one name is one cluster', async () => {
  const replies = await storm(20, (api) => api<Problem>('POST', '/clusters', { body: { name: 'prod' } }));
  expect(replies.filter(({ status }) => status === 202)).toHaveLength(1);
  expect(new Set(replies.map(({ body }) => body.code))).toEqual(new Set([undefined, 'already_exists']));
});

test('one ETag has one winner', { timeout: scaledTimeout(120_000) }, async () => {
  await apis[0]('POST', '/clusters', { body: { name: 'prod', topology: 'development' } });
  const rounds = scaled(100, 10);
  for (let round = 0; round < rounds; round += 1) {
    const etag = (await apis[1]<Cluster>('GET', '/clusters/prod')).headers.get('etag')!;
    const replies = await storm(20, (api, index) =>
      api('PATCH', '/clusters/prod', {
        body: { displayName: `${round}/${index}` },
        headers: { 'If-Match': etag },
      }),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([
      202,
      ...Array.from({ length: 19 }, () => 412),
    ]);
  }
  console.log(`two replicas: ${rounds} × 20 writers with one ETag, to both: ${rounds} times one winner`);
});

test('one quota holds for both', async () => {
  await apis[0]('POST', '/clusters', { body: { name: 'prod', topology: 'development' } });
  const replies = await storm(20, (api, index) =>
    api('POST', '/clusters/prod/node-groups', { body: { name: `g${index}`, maxReplicas: 2 } }),
  );
  expect(replies.filter(({ status }) => status === 202)).toHaveLength(5);
  const { body } = await apis[1]<Tenant>('GET', '/tenant');
  expect(body.quota).toMatchObject([{ resource: 'nodes', requested: '10' }]);
});

test.each([1, 2])(
  'what the other replica adds at the worst moment is counted: %i nodes',
  async (maxReplicas) => {
    await apis[0]('POST', '/clusters', { body: { name: 'prod', topology: 'development' } });
    const add = (api: Api, name: string) =>
      api('POST', '/clusters/prod/node-groups', { body: { name, maxReplicas } });
    afterRead = () => add(apis[1], 'theirs');
    expect((await add(apis[0], 'mine')).status).toBe(202);
    expect(afterRead).toBeUndefined();
    const { body } = await apis[1]<Tenant>('GET', '/tenant');
    expect(body.quota).toMatchObject([{ resource: 'nodes', requested: String(2 * maxReplicas) }]);
  },
);

test('what the other replica removes at the worst moment is not there', async () => {
  await apis[0]('POST', '/clusters', { body: { name: 'prod', topology: 'development' } });
  afterRead = () => apis[1]('DELETE', '/clusters/prod');
  await apis[0].refused('deleting', 'PUT', '/clusters/prod/addons/velero', { body: {} });
  expect(afterRead).toBeUndefined();
});

test('nothing is made in a cluster that goes at the same moment', {
  timeout: scaledTimeout(120_000),
}, async () => {
  const rounds = scaled(100, 10);
  let inTime = 0;
  for (let round = 0; round < rounds; round += 1) {
    await apis[0]('POST', '/clusters', { body: { name: 'prod', topology: 'development' } });
    const making = apis[1]<Problem>('POST', '/clusters/prod/node-groups', {
      body: { name: 'late', maxReplicas: 1 },
    });
    // From nothing to more than the other one needs, so that they meet everywhere.
    for (let turn = 0; turn < round % 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    const deleting = apis[0]<Operation>('DELETE', '/clusters/prod');
    const [deleted, made] = await Promise.all([deleting, making]);
    expect(deleted.status).toBe(202);
    expect([202, 404, 409]).toContain(made.status);
    if (made.status === 202) inTime += 1;
    await one.finish(deleted.body);
    await apis[0].refused('not_found', 'GET', '/clusters/prod');
    const { body } = await apis[1]<Tenant>('GET', '/tenant');
    expect(body.quota).toMatchObject([{ requested: '0' }]);
  }
  console.log(
    `two replicas: ${rounds} node groups made while their cluster was deleted, ${inTime} of them in time, 0 left behind`,
  );
  expect(inTime).toBeGreaterThan(0);
  expect(inTime).toBeLessThan(rounds);
});
