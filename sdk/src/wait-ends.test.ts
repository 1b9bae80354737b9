// What others' waits got wrong: they went on after a refusal, asked once more after they were given up, and lost the reason.
import { describe, expect, test } from 'vitest';
import { fakeClient, operation, problem } from './testing/fakes.ts';

const create = { method: 'POST', path: '/clusters', status: 202, json: operation() };
const quiet = { method: 'GET', path: '/operations/op-1?wait=20000ms' };
const busy = { status: 503, json: problem(503, 'unavailable', { retryable: true }) };
const once = { retry: { maxRetries: 0 } };

const caught = (work: PromiseLike<unknown>) =>
  Promise.resolve(work).then(
    () => undefined,
    (error: unknown) => error,
  );
/** All that could still be sent has been. */
const settled = async () => {
  for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve));
};

test.each([
  [400, 'invalid_request', 'ValidationError'],
  [401, 'unauthenticated', 'AuthenticationError'],
  [403, 'forbidden', 'PermissionError'],
  [404, 'not_found', 'NotFoundError'],
])('a wait that is answered with %i ends at once, and says why', async (status, code, name) => {
  const { client, seen } = fakeClient([create, { ...quiet, status, json: problem(status, code) }]);
  const error = await caught(client.clusters.create({ name: 'prod' }));
  expect(error).toMatchObject({ name, code, operation: { id: 'op-1' } });
  await settled();
  expect(seen).toHaveLength(2);
});

describe('a wait that is given up sends nothing any more', () => {
  const enough = new Error('enough');

  test('while the server holds its answer', async () => {
    const { client, seen } = fakeClient([create, { ...quiet, silent: true }]);
    const stop = new AbortController();
    const pending = client.clusters.create({ name: 'prod' });
    const wait = caught(pending.wait({ signal: stop.signal }));
    await expect.poll(() => seen.length).toBe(2);
    stop.abort(enough);
    expect(await wait).toBe(enough);
    await settled();
    expect(seen).toHaveLength(2);
  });

  test('while it pauses, because the API was away', async () => {
    const { client, seen } = fakeClient([create, { ...quiet, ...busy }], once);
    const stop = new AbortController();
    const pending = client.clusters.create({ name: 'prod' });
    const onInterruption = () => stop.abort(enough);
    expect(await caught(pending.wait({ signal: stop.signal, onInterruption }))).toBe(enough);
    await settled();
    expect(seen).toHaveLength(2);
  });

  test('between two states that somebody watches', async () => {
    const watched = { method: 'GET', path: '/operations/op-1?wait=1000ms', json: operation() };
    const { client, seen } = fakeClient([create, watched]);
    const stop = new AbortController();
    const wait = client.clusters.create({ name: 'prod' }).wait({
      signal: stop.signal,
      onProgress: () => stop.abort(enough),
    });
    expect(await caught(wait)).toBe(enough);
    await settled();
    // The write alone: its answer was the first state.
    expect(seen).toHaveLength(1);
  });
});

test('a time-out tells why the API could not be asked last', async () => {
  const path = '/operations/op-1?wait=375ms';
  const { client } = fakeClient([create, { method: 'GET', path, ...busy }], once);
  const error = await caught(client.clusters.create({ name: 'prod' }).wait({ timeoutMs: 500 }));
  expect(error).toMatchObject({
    name: 'WaitTimeoutError',
    message: expect.stringContaining('the API could not be asked: It is unavailable.'),
    cause: { code: 'unavailable', requestId: 'req-1' },
  });
});
