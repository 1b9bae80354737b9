import { describe, expect, test } from 'vitest';
import { ConnectionError, RateLimitError, ServerError } from '../errors.ts';
import { fakeClient, operation, problem } from '../testing/fakes.ts';

const get = { method: 'GET', path: '/clusters/prod' };
const found = { ...get, json: { name: 'prod' } };
const busy = { ...get, status: 503, json: problem(503, 'unavailable') };

describe('retry', () => {
  test('tries again after 503, waiting longer each time', async () => {
    const { client, clock, seen } = fakeClient([busy, busy, found]);
    expect(await client.clusters.get('prod')).toEqual({ name: 'prod' });
    expect(clock.sleeps).toEqual([150, 300]);
    expect(seen).toHaveLength(3);
  });

  test('gives up after four retries with the last answer', async () => {
    const { client, seen } = fakeClient([busy, busy, busy, busy, busy]);
    await expect(client.clusters.get('prod')).rejects.toThrow(ServerError);
    expect(seen).toHaveLength(5);
  });

  test('waits as long as Retry-After says', async () => {
    const limited = {
      ...get,
      status: 429,
      json: problem(429, 'rate_limited'),
      headers: { 'Retry-After': '7' },
    };
    const { client, clock } = fakeClient([limited, found]);
    await client.clusters.get('prod');
    expect(clock.sleeps).toEqual([7000]);
  });

  test.each([
    ['"requests";r=0;t=3', 3000],
    ['"requests";r=7;t=9, "held";r=0;t=10', 10_000],
    ['"requests";r=0;t=2,"daily";r=0;t=5;pk=:YQ==:', 5000],
    ['"requests";r=12;t=4', 150],
    ['nonsense', 150],
  ])('waits as long as RateLimit %s says where Retry-After is missing', async (value, pauseMs) => {
    const limited = {
      ...get,
      status: 429,
      json: problem(429, 'rate_limited'),
      headers: { RateLimit: value },
    };
    const { client, clock } = fakeClient([limited, found]);
    await client.clusters.get('prod');
    expect(clock.sleeps).toEqual([pauseMs]);
  });

  test('lets Retry-After win over RateLimit', async () => {
    const headers = { 'Retry-After': '7', RateLimit: '"requests";r=0;t=3' };
    const limited = { ...get, status: 429, json: problem(429, 'rate_limited'), headers };
    const { client, clock } = fakeClient([limited, found]);
    await client.clusters.get('prod');
    expect(clock.sleeps).toEqual([7000]);
  });

  test('reads a date in Retry-After', async () => {
    const headers = { 'Retry-After': 'Thu, 01 Jan 2026 00:00:03 GMT' };
    const { client, clock } = fakeClient([{ ...busy, headers }, found]);
    await client.clusters.get('prod');
    expect(clock.sleeps).toEqual([3000]);
  });

  test.each(['0', '-5', '1.5', 'soon', '', 'Wed, 31 Dec 2025 23:59:59 GMT'])(
    'goes on with its own pauses where Retry-After is "%s"',
    async (value) => {
      const { client, clock } = fakeClient([{ ...busy, headers: { 'Retry-After': value } }, found]);
      await client.clusters.get('prod');
      expect(clock.sleeps).toEqual([150]);
    },
  );

  test('does not wait longer than the caller allows', async () => {
    const limited = {
      ...get,
      status: 429,
      json: problem(429, 'rate_limited'),
      headers: { 'Retry-After': '3600' },
    };
    const { client, seen } = fakeClient([limited]);
    await expect(client.clusters.get('prod')).rejects.toThrow(RateLimitError);
    expect(seen).toHaveLength(1);
  });

  test.each(['86400', '99999999'])('says that a server asks for %s s of patience', async (seconds) => {
    const headers = { 'Retry-After': seconds, 'Content-Type': 'text/html' };
    const { client, clock } = fakeClient([{ ...get, status: 503, text: '<h1>Maintenance</h1>', headers }]);
    const error = await client.clusters.get('prod').catch((caught: unknown) => caught);
    expect(error).toMatchObject({ retryable: true, retryAfterMs: Number(seconds) * 1000 });
    expect(String(error)).toContain(`The server asks to be asked again in ${seconds} s.`);
    expect(clock.sleeps).toEqual([]);
  });

  test('a write keeps its key and its body over all attempts', async () => {
    const post = { method: 'POST', path: '/clusters' };
    const { client, seen } = fakeClient([
      { ...post, throws: new TypeError('fetch failed') },
      { ...post, status: 202, json: operation() },
    ]);
    await client.clusters.create({ name: 'prod' }).accepted;
    const keys = seen.map((request) => request.headers.get('Idempotency-Key'));
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(seen.map((request) => request.body)).toEqual([{ name: 'prod' }, { name: 'prod' }]);
  });

  test('a refusal is not tried again', async () => {
    const { client, seen } = fakeClient([{ ...get, status: 404, json: problem(404, 'not_found') }]);
    await expect(client.clusters.get('prod')).rejects.toThrow('It is not_found.');
    expect(seen).toHaveLength(1);
  });

  test('an unreachable server is named', async () => {
    const refused = new TypeError('fetch failed', {
      cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
    });
    const { client } = fakeClient([{ ...get, throws: refused }], { retry: { maxRetries: 0 } });
    const call = client.clusters.get('prod');
    await expect(call).rejects.toThrow(ConnectionError);
    await expect(call).rejects.toThrow(
      'Cannot reach https://api.test: nothing listens there (ECONNREFUSED). Check the endpoint and the network.',
    );
  });
});
