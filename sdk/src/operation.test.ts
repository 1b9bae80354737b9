import { describe, expect, test } from 'vitest';
import { OperationFailedError, WaitTimeoutError } from './errors.ts';
import { fakeClient, operation, problem, succeeded } from './testing/fakes.ts';

const create = { method: 'POST', path: '/clusters?dryRun=false', status: 202, json: operation() };
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
      error: { code: 'quota_exceeded', detail: 'No GPU is left. Ask for more.', retryable: false },
    });
    const { client } = fakeClient([create, { ...quiet, json: failed }]);
    const wait = client.clusters.create({ name: 'prod' });
    const error = await wait.then(
      () => undefined,
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(OperationFailedError);
    expect((error as OperationFailedError).code).toBe('quota_exceeded');
    expect((error as OperationFailedError).message).toBe(
      'cluster.create of prod (operation op-1) failed: No GPU is left. Ask for more.',
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

  test('cancel asks the API', async () => {
    const cancelled = operation({ status: 'cancelled', endedAt: '2026-01-01T00:00:10Z' });
    const { client } = fakeClient([
      create,
      { method: 'POST', path: '/operations/op-1:cancel', json: cancelled },
    ]);
    expect((await client.clusters.create({ name: 'prod' }).cancel()).status).toBe('cancelled');
  });
});
