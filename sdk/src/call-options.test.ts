// What a caller may say of one call, of all calls of a client, and what a client keeps in store for retries.
import { describe, expect, test } from 'vitest';
import { ApiError, ConfigurationError, ConnectionError, ServerError } from './errors.ts';
import { fakeClient, operation, problem } from './testing/fakes.ts';
import { systemClock } from './transport/clock.ts';

const get = { method: 'GET', path: '/clusters/prod' };
const found = { ...get, json: { name: 'prod' } };
const busy = { ...get, status: 503, json: problem(503, 'unavailable') };

describe('a call', () => {
  test('has retries of its own', async () => {
    const { client, seen } = fakeClient([busy, busy]);
    await expect(client.clusters.get('prod', { maxRetries: 1 })).rejects.toThrow(ServerError);
    expect(seen).toHaveLength(2);
  });

  test('has a limit of its own for each attempt', async () => {
    const { client } = fakeClient([{ ...get, silent: true }]);
    const call = client.clusters.get('prod', { timeoutMs: 20, maxRetries: 0 });
    await expect(call).rejects.toThrow('No answer from https://api.test within 20 ms.');
  });

  test('begins no pause that would end after its deadline', async () => {
    const { client, clock, seen } = fakeClient([busy, busy, found]);
    // 150 ms fit, and the next 300 do not.
    await expect(client.clusters.get('prod', { deadlineMs: 400 })).rejects.toThrow(ServerError);
    expect(clock.sleeps).toEqual([150]);
    expect(seen).toHaveLength(2);
  });

  test('ends an attempt at its deadline', async () => {
    const { client } = fakeClient([{ ...get, silent: true }]);
    const call = client.clusters.get('prod', { deadlineMs: 20 });
    await expect(call).rejects.toThrow(ConnectionError);
    await expect(call).rejects.toThrow('within 20 ms');
  });

  test('names its deadline in whole milliseconds', async () => {
    const { client } = fakeClient([{ ...get, silent: true }], {
      clock: {
        ...systemClock,
        monotonic: (
          (start) => () =>
            (start += 0.001)
        )(0),
      },
    });
    const call = client.clusters.get('prod', { deadlineMs: 20 });
    await expect(call).rejects.toThrow('within 20 ms');
  });

  test('has headers of its own, which win over those of the client whatever their letters', async () => {
    const { client, seen } = fakeClient([found], { headers: { 'X-Team': 'shop', 'X-Stage': 'test' } });
    await client.clusters.get('prod', { headers: { 'x-team': 'blog' } });
    expect(seen[0]?.headers.get('X-Team')).toBe('blog');
    expect(seen[0]?.headers.get('X-Stage')).toBe('test');
  });

  test.each(['Authorization', 'authorization', 'Content-Length', 'Host'])(
    'cannot set the header %s',
    async (name) => {
      const { client, seen } = fakeClient([]);
      const call = client.clusters.get('prod', { headers: { [name]: 'x' } });
      await expect(call).rejects.toThrow(ConfigurationError);
      await expect(call).rejects.toThrow(`The header ${name} cannot be set for a call`);
      expect(seen).toHaveLength(0);
    },
  );

  test.each([{ timeoutMs: 0 }, { deadlineMs: Number.NaN }, { maxRetries: -1 }, { maxRetries: 0.5 }])(
    'refuses %j',
    async (options) => {
      const { client, seen } = fakeClient([]);
      const [name = ''] = Object.keys(options);
      await expect(client.clusters.get('prod', options)).rejects.toThrow(`${name} must be a`);
      expect(seen).toHaveLength(0);
    },
  );

  test('that was ended before it began sends nothing', async () => {
    const { client, seen } = fakeClient([]);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(client.clusters.get('prod', { signal })).rejects.toThrow('enough');
    expect(seen).toHaveLength(0);
  });

  test.each<[string, (client: ReturnType<typeof fakeClient>['client']) => PromiseLike<unknown>]>([
    ['POST /holds', (client) => client.holds.create({} as never, { idempotencyKey: 'mine' })],
    ['POST /tokens', (client) => client.tokens.create({} as never, { idempotencyKey: 'mine' })],
    ['DELETE /tokens/a', (client) => client.tokens.revoke('a', { idempotencyKey: 'mine' })],
    [
      'POST /clusters/prod/kubeconfigs/a/renew',
      (client) => client.kubeconfigs.renew('prod', 'a', { idempotencyKey: 'mine' }),
    ],
    [
      'POST /operations/op-1/cancel',
      (client) => client.operations.cancel('op-1', { idempotencyKey: 'mine' }),
    ],
    [
      'DELETE /clusters/prod',
      (client) => client.clusters.delete('prod', { idempotencyKey: 'mine' }).accepted,
    ],
  ])('%s takes a key', async (line, send) => {
    const [method = '', path = ''] = line.split(' ');
    const { client, seen } = fakeClient([{ method, path, json: operation() }]);
    await send(client);
    expect(seen[0]?.headers.get('Idempotency-Key')).toBe('mine');
  });

  test('of a list has its options for every page', async () => {
    const page = (path: string, nextCursor: string | null) => ({
      method: 'GET',
      path,
      json: { items: [], nextCursor },
    });
    const { client, seen } = fakeClient([page('/clusters', 'b'), page('/clusters?cursor=b', null)]);
    await client.clusters.list({ headers: { 'X-Team': 'shop' } }).toArray();
    expect(seen.map(({ headers }) => headers.get('X-Team'))).toEqual(['shop', 'shop']);
  });
});

describe('withResponse', () => {
  const headers = { 'X-Request-Id': 'req-7', RateLimit: '"requests";r=9;t=1' };

  test('gives an answer with its headers and its request id', async () => {
    const { client } = fakeClient([{ ...found, headers }]);
    const { data, response, requestId } = await client.clusters.get('prod').withResponse();
    expect([data.name, response.status, response.headers.get('RateLimit'), requestId]).toEqual([
      'prod',
      200,
      '"requests";r=9;t=1',
      'req-7',
    ]);
  });

  test('sends one request, also for whoever asks for the data, too', async () => {
    const { client, seen } = fakeClient([found]);
    const call = client.clusters.get('prod');
    expect((await call.withResponse()).data).toBe(await call);
    expect(seen).toHaveLength(1);
  });

  test('gives a page of a list, and the operation of a write', async () => {
    const list = { method: 'GET', path: '/clusters', json: { items: [], nextCursor: null }, headers };
    const create = { method: 'POST', path: '/clusters', status: 202, json: operation(), headers };
    const { client } = fakeClient([list, create]);
    const page = await client.clusters.list().withResponse();
    expect([page.data.items, page.requestId]).toEqual([[], 'req-7']);
    const { data, response, requestId } = await client.clusters
      .create({ name: 'prod' })
      .accepted.withResponse();
    expect([data.id, response.status, requestId]).toEqual(['op-1', 202, 'req-7']);
  });

  test('gives the refusal to whoever asks, and to nobody else', async () => {
    const { client } = fakeClient([{ ...get, status: 404, json: problem(404, 'not_found') }]);
    await expect(client.clusters.get('prod').withResponse()).rejects.toThrow(ApiError);
    // A second promise with the same refusal that nobody looks at would end this process.
    await new Promise((resolve) => setImmediate(resolve));
  });
});

describe('withOptions', () => {
  test('changes what it names and nothing else', async () => {
    const { client, seen } = fakeClient([busy, found], { headers: { 'X-Team': 'shop' } });
    const hasty = client.withOptions({ retry: { maxRetries: 0 } });
    await expect(hasty.clusters.get('prod')).rejects.toThrow(ServerError);
    expect(await client.clusters.get('prod')).toEqual({ name: 'prod' });
    expect(seen.map(({ headers }) => headers.get('X-Team'))).toEqual(['shop', 'shop']);
    expect(hasty.endpoint).toBe(client.endpoint);
  });

  test('adds to headers and to what is said of retries', async () => {
    const { client, clock, seen } = fakeClient([busy, busy, found, busy], {
      headers: { 'X-Team': 'shop', 'X-Stage': 'test' },
      retry: { baseDelayMs: 1000 },
    });
    const other = client.withOptions({ headers: { 'x-stage': 'live' }, retry: { maxDelayMs: 1000 } });
    await other.clusters.get('prod');
    expect(clock.sleeps).toEqual([750, 750]);
    expect([seen[0]?.headers.get('X-Team'), seen[0]?.headers.get('X-Stage')]).toEqual(['shop', 'live']);
    const hasty = other.withOptions({ retry: { maxRetries: 0 } });
    await expect(hasty.clusters.get('prod')).rejects.toThrow(ServerError);
    expect(seen).toHaveLength(4);
  });

  test('has the header that was said last, whatever its letters', async () => {
    const { client, seen } = fakeClient([found], { headers: { 'X-Stage': 'test' } });
    const live = client.withOptions({ headers: { 'x-stage': 'live' } });
    await live.withOptions({ headers: { 'X-Stage': 'next' } }).clusters.get('prod');
    expect(seen[0]?.headers.get('X-Stage')).toBe('next');
  });

  test('tells of no announcement again, unless somebody else is to be told', async () => {
    const old = { ...found, headers: { Deprecation: '@1801440000' } };
    const heard: string[] = [];
    const hear = (name: string) => ({ onDeprecation: () => void heard.push(name) });
    const { client } = fakeClient([old, old, old, old], hear('first'));
    const other = client.withOptions(hear('other'));
    for (const each of [client, client.withOptions({ timeoutMs: 1000 }), other, other]) {
      await each.clusters.get('prod');
    }
    expect(heard).toEqual(['first', 'other']);
  });

  test('refuses what a client refuses', () => {
    expect(() => fakeClient([]).client.withOptions({ endpoint: 'nonsense' })).toThrow(ConfigurationError);
  });
});

describe('the store of retries', () => {
  const retry = { budget: 2, maxRetries: 5 };

  test('is one for all calls of a client, and for the clients made of it', async () => {
    const { client, seen } = fakeClient([busy, busy, busy, busy, busy], { retry });
    for (const each of [client, client, client.withOptions({ timeoutMs: 1000 })]) {
      await expect(each.clusters.get('prod')).rejects.toThrow(ServerError);
    }
    // The first call takes both; the others are answered with their first failure.
    expect(seen).toHaveLength(5);
  });

  test('is one of its own for a client that names one', async () => {
    const { client, seen } = fakeClient([busy, busy, busy, busy, found], { retry });
    await expect(client.clusters.get('prod')).rejects.toThrow(ServerError);
    expect(await client.withOptions({ retry: { budget: 1 } }).clusters.get('prod')).toEqual({ name: 'prod' });
    expect(seen).toHaveLength(5);
  });

  test('gets one back for ten calls that need none, and never more than it had', async () => {
    const ten = Array.from({ length: 10 }, () => found);
    const { client, seen } = fakeClient([...ten, busy, busy, busy, ...ten, busy, busy], { retry });
    const tenCalls = async () => {
      for (const _each of ten) await client.clusters.get('prod');
    };
    await tenCalls();
    await expect(client.clusters.get('prod')).rejects.toThrow(ServerError);
    expect(seen).toHaveLength(13);
    await tenCalls();
    await expect(client.clusters.get('prod')).rejects.toThrow(ServerError);
    expect(seen).toHaveLength(25);
  });
});
