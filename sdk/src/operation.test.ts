import type { Cluster } from '@hikube/openapi/client-types';
import { describe, expect, test } from 'vitest';
import { createClient } from './client.ts';
import { OperationFailedError, WaitTimeoutError } from './errors.ts';
import type { OperationToken } from './results.ts';
import { fakeClient, fakeClock, operation, problem, succeeded } from './testing/fakes.ts';

const create = { method: 'POST', path: '/clusters', status: 202, json: operation() };
const quiet = { method: 'GET', path: '/operations/op-1?wait=20000ms' };
const watched = { method: 'GET', path: '/operations/op-1?wait=1000ms' };
const read = { method: 'GET', path: '/clusters/prod', json: { name: 'prod', uid: 'u' } };

describe('PendingOperation', () => {
  test('awaiting gives the resource once the work has arrived', async () => {
    const { client, seen } = fakeClient([create, { ...quiet, json: succeeded() }, read]);
    expect(await client.clusters.create({ name: 'prod' })).toEqual({ name: 'prod', uid: 'u' });
    expect(seen).toHaveLength(3);
  });

  test('iterating gives each state that differs', async () => {
    const half = operation({ progress: { percent: 50, done: 5, total: 10, etaSeconds: 50 } });
    const { client } = fakeClient([
      create,
      { ...watched, json: operation() },
      { ...watched, json: half },
      { ...watched, json: succeeded() },
    ]);
    const percents: number[] = [];
    for await (const state of client.clusters.create({ name: 'prod' })) percents.push(state.progress.percent);
    expect(percents).toEqual([10, 50, 10]);
  });

  test('a failed operation throws its reason and keeps the operation', async () => {
    const failed = operation({
      status: 'failed',
      endedAt: '2026-01-01T00:02:00Z',
      error: { code: 'platform_failed', detail: 'No GPU is left. Try again later.', retryable: false },
    });
    const { client } = fakeClient([create, { ...quiet, json: failed }]);
    const wait = client.clusters.create({ name: 'prod' });
    const error = await wait.then(
      () => undefined,
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(OperationFailedError);
    expect((error as OperationFailedError).code).toBe('platform_failed');
    expect((error as OperationFailedError).message).toBe(
      'Cluster.create of prod (operation op-1) failed: No GPU is left. Try again later.',
    );
  });

  test('a refused write never waits', async () => {
    const { client, seen } = fakeClient([
      { ...create, status: 422, json: problem(422, 'validation_failed') },
    ]);
    await expect(client.clusters.create({ name: 'prod' })).rejects.toThrow(
      'It is validation_failed. (request req-1)',
    );
    expect(seen).toHaveLength(1);
  });

  test('a time-out ends the wait and says how to go on', async () => {
    const { client } = fakeClient([create]);
    const wait = client.clusters.create({ name: 'prod' }).wait({ timeoutMs: 0 });
    await expect(wait).rejects.toThrow(WaitTimeoutError);
    await expect(wait).rejects.toThrow('resume operation op-1 to wait again');
  });

  test('an aborted signal ends the wait', async () => {
    const { client } = fakeClient([create]);
    const stop = new AbortController();
    const pending = client.clusters.create({ name: 'prod' });
    await pending.accepted;
    stop.abort(new Error('enough'));
    await expect(pending.wait({ signal: stop.signal })).rejects.toThrow('enough');
  });

  test('another process can resume by id', async () => {
    const { client } = fakeClient([
      { method: 'GET', path: '/operations/op-1', json: operation() },
      { ...quiet, json: succeeded() },
    ]);
    expect((await client.operations.resume('op-1')).status).toBe('succeeded');
  });

  test('a token is taken up with the options of the call, whether or not its result is named', async () => {
    const enough = { signal: AbortSignal.abort(new Error('enough')) };
    const { client, seen } = fakeClient([]);
    const token = 'hikube-operation:1:cluster:op-1' as OperationToken<Cluster>;
    await expect(client.operations.resume(token, undefined, enough).accepted).rejects.toThrow('enough');
    await expect(client.operations.resume(token, 'cluster', enough).accepted).rejects.toThrow('enough');
    await expect(client.operations.resume('op-1', enough).accepted).rejects.toThrow('enough');
    expect(seen).toHaveLength(0);
  });

  test('cancel asks the API', async () => {
    const cancelled = operation({ status: 'cancelled', endedAt: '2026-01-01T00:00:10Z' });
    const { client } = fakeClient([
      create,
      { method: 'POST', path: '/operations/op-1/cancel', json: cancelled },
    ]);
    expect((await client.clusters.create({ name: 'prod' }).cancel()).status).toBe('cancelled');
  });
});

describe('a wait', () => {
  const refused = {
    throws: new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }),
  };
  const busy = { status: 503, json: problem(503, 'unavailable', { retryable: true }) };
  const limited = { status: 429, json: problem(429, 'rate_limited'), headers: { 'Retry-After': '7' } };
  const once = { retry: { maxRetries: 0 } };

  test('lives through restarts, 429, 5xx and pages of proxies, and tells of them', async () => {
    const page = { text: '<h1>Maintenance</h1>', headers: { 'Content-Type': 'text/html' } };
    const lost = { ...page, status: 404 };
    const troubles = [refused, busy, limited, page, lost, { json: { id: 'op-1' } }];
    const { client, clock } = fakeClient(
      [
        create,
        ...troubles.map((each) => ({ ...quiet, ...each })),
        { ...quiet, json: succeeded() },
        { ...read, ...busy },
        read,
      ],
      once,
    );
    const away: number[] = [];
    const wait = client.clusters
      .create({ name: 'prod' })
      .wait({ onInterruption: (_error, ms) => away.push(ms) });
    expect(await wait).toEqual({ name: 'prod', uid: 'u' });
    expect(clock.sleeps).toEqual([500, 1000, 7000, 4000, 8000, 16_000, 500]);
    expect(away).toEqual([0, 500, 1500, 8500, 12_500, 20_500, 0]);
  });

  test('ends at its limit with the operation, whether the API is away or silent', async () => {
    for (const trouble of [{ silent: true } as const, refused]) {
      const path = '/operations/op-1?wait=375ms';
      const { client, clock } = fakeClient([create, { method: 'GET', path, ...trouble }], once);
      const pending = client.clusters.create({ name: 'prod' });
      await pending.accepted;
      const started = clock.now();
      const error = await pending.wait({ timeoutMs: 500 }).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(WaitTimeoutError);
      expect(error).toMatchObject({ operation: { id: 'op-1' } });
      expect(clock.now() - started).toBe(500);
      expect(String(error)).toContain('is still running after 500 ms');
    }
  });

  test('asks at most twice in a second of a server that does not hold its answers', async () => {
    const early = Array.from({ length: 5 }, () => ({ ...quiet, json: operation() }));
    const { client, clock } = fakeClient([create, ...early, { ...quiet, json: succeeded() }, read]);
    await client.clusters.create({ name: 'prod' });
    expect(clock.sleeps).toEqual([500, 500, 500, 500, 500]);
  });

  test('asks on at once of a server that had news, so that nothing between two looks is missed', async () => {
    const at = (done: number) =>
      operation({ progress: { percent: 10 * done, done, total: 10, etaSeconds: 1 } });
    const news = [2, 3, 3, 4].map((done) => ({ ...watched, json: at(done) }));
    const { client, clock } = fakeClient([create, ...news, { ...watched, json: succeeded() }, read]);
    const seen: number[] = [];
    const onProgress = ({ progress }: { progress: { done: number } }) => void seen.push(progress.done);
    await client.clusters.create({ name: 'prod' }).wait({ onProgress });
    expect(seen).toEqual([1, 2, 3, 4, 1]);
    expect(clock.sleeps).toEqual([500]);
  });

  test('pauses although the server says that it need not', async () => {
    for (const now of ['0', 'Wed, 31 Dec 2025 23:59:59 GMT']) {
      const again = { ...quiet, ...busy, headers: { 'Retry-After': now } };
      const { client, clock } = fakeClient(
        [create, again, again, { ...quiet, json: succeeded() }, read],
        once,
      );
      await client.clusters.create({ name: 'prod' });
      expect(clock.sleeps).toEqual([500, 1000]);
    }
  });

  test('takes charge of the write also where it cannot begin', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      const { client } = fakeClient(
        [
          { ...create, ...refused },
          { ...create, ...refused },
        ],
        once,
      );
      const wait = client.clusters.create({ name: 'prod' }).wait({ timeoutMs: Number.NaN });
      await expect(wait).rejects.toThrow('timeoutMs must be a number of milliseconds');
      const signal = AbortSignal.abort(new Error('enough'));
      await expect(client.clusters.create({ name: 'prod' }).wait({ signal })).rejects.toThrow('enough');
      for (let turns = 0; turns < 10; turns += 1) await new Promise((resolve) => setImmediate(resolve));
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', note);
    }
  });

  test('sees the last state before its limit, and does not ask for more and more of it', async () => {
    const clock = fakeClock();
    const asked: string[] = [];
    const half = operation({ progress: { percent: 50, done: 5, total: 10, etaSeconds: 50 } });
    const held = createClient({
      endpoint: 'https://api.test/v1',
      token: 't',
      clock,
      fetch: async ({ url }) => {
        asked.push(new URL(url).search);
        await clock.sleep(Number(/wait=(\d+)/.exec(url)?.[1] ?? 0));
        return Response.json(half);
      },
    });
    const pending = held.operations.resume('op-1');
    const error = await pending.wait({ timeoutMs: 500 }).catch((caught: unknown) => caught);
    expect(asked).toEqual(['', '?wait=375ms', '?wait=94ms', '?wait=23ms']);
    expect(error).toMatchObject({ name: 'WaitTimeoutError', operation: { progress: { percent: 50 } } });
  });

  test('ends at its limit while the result is read', async () => {
    const { client } = fakeClient(
      [
        { ...create, json: succeeded() },
        { ...read, silent: true },
      ],
      once,
    );
    const error = await client.clusters
      .create({ name: 'prod' })
      .wait({ timeoutMs: 500 })
      .catch((caught: unknown) => caught);
    expect(String(error)).toContain('has succeeded, but what it made could not be read within 500 ms');
    expect(error).toMatchObject({ name: 'WaitTimeoutError', operation: { status: 'succeeded' } });
  });

  test('ends at its limit before the write is accepted', async () => {
    const { client } = fakeClient([{ ...create, silent: true }], once);
    const wait = client.clusters.create({ name: 'prod' }).wait({ timeoutMs: 500 });
    await expect(wait).rejects.toThrow(
      'The API has not answered the write within 500 ms; it may still be carried out.',
    );
  });

  test('is not cut short, and not drawn out, by a clock that jumps', async () => {
    for (const jumpMs of [3_600_000, -3_600_000]) {
      const path = '/operations/op-1?wait=375ms';
      const exchanges = [create, { method: 'GET', path, silent: true } as const];
      const fake = fakeClock();
      let jumped = 0;
      const clock = { ...fake, monotonic: fake.now, now: () => fake.now() + jumped };
      const { client } = fakeClient(exchanges, { ...once, clock });
      const pending = client.clusters.create({ name: 'prod' });
      await pending.accepted;
      const started = fake.now();
      const wait = pending.wait({ timeoutMs: 500 }).catch((caught: unknown) => caught);
      jumped = jumpMs;
      expect(await wait).toMatchObject({ name: 'WaitTimeoutError' });
      expect(fake.now() - started).toBe(500);
    }
  });

  test('carries the operation in what ends it', async () => {
    const gone = { status: 401, json: problem(401, 'unauthenticated') };
    const { client } = fakeClient([create, { ...quiet, ...gone }], once);
    const error = await client.clusters
      .create({ name: 'prod' })
      .wait()
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'AuthenticationError', operation: { id: 'op-1' } });
  });

  test('never asks the server to hold an answer longer than the attempt may last', async () => {
    const held = { method: 'GET', path: '/operations/op-1?wait=2000ms', json: succeeded() };
    const { client, seen } = fakeClient([create, held, read], { timeoutMs: 3000 });
    await client.clusters.create({ name: 'prod' });
    expect(seen).toHaveLength(3);
  });

  test('never asks for more than what a call of this client may last', async () => {
    const { client, seen } = fakeClient(
      [
        { method: 'GET', path: '/operations/op-1', json: operation() },
        { method: 'GET', path: '/operations/op-1?wait=2000ms', json: succeeded() },
      ],
      { deadlineMs: 3000 },
    );
    await client.operations.resume('op-1');
    expect(seen).toHaveLength(2);
  });

  test.each([
    (): void => {
      throw new Error('the screen is full');
    },
    async (): Promise<void> => {
      throw new Error('the screen is full');
    },
  ])('ends with what the one who watches it throws, at once or later: %s', async (onProgress) => {
    const { client } = fakeClient([create]);
    const wait = client.clusters.create({ name: 'prod' }).wait({ onProgress });
    await expect(wait).rejects.toThrow('the screen is full');
  });

  test('is refused when its limit is no number', async () => {
    const { client } = fakeClient([create]);
    const wait = client.clusters.create({ name: 'prod' }).wait({ timeoutMs: Number.NaN });
    await expect(wait).rejects.toThrow('timeoutMs must be a number of milliseconds of 0 or more, not NaN.');
  });
});
