import { type Clock, createClient, type Operation } from '@hikube/sdk';
import { describe, expect, test } from 'vitest';
import { outageNote } from './outage.ts';
import { describeOutcome, waitFor } from './waiting.ts';

const operation = (phase: string) =>
  ({
    id: 'op-1',
    kind: 'Cluster.create',
    status: 'running',
    phase,
    progress: { percent: 10, done: 1, total: 10, etaSeconds: null },
    steps: [],
    error: null,
  }) as unknown as Operation;

test.each(['Starting etcd', 'Starting etcd.'])('a phase is one sentence, written as %o', (phase) => {
  const why = 'The time-out was reached';
  expect(describeOutcome({ ended: 'waiting', why, elapsedMs: 65_000, operation: operation(phase) })).toBe(
    'The time-out was reached after 1 min 5 s; the work goes on. Operation op-1 (Cluster.create) is at 10 %: Starting etcd.',
  );
});

test('what a step says is said once, and whole', () => {
  const message = 'Still there: Pod a, Pod b. Ask the operator.';
  const step = { name: 'Deleting nodes', status: 'running', done: 1, total: 3, message };
  const why = 'The time-out was reached';
  for (const phase of [
    'Deleting nodes (1 of 3): Still there: Pod a, P…',
    `Deleting nodes (1 of 3): ${message}`,
  ]) {
    const held = { ...operation(phase), steps: [step] } as unknown as Operation;
    expect(describeOutcome({ ended: 'waiting', why, elapsedMs: 65_000, operation: held })).toBe(
      'The time-out was reached after 1 min 5 s; the work goes on. Operation op-1 (Cluster.create) is at 10 %: ' +
        'Deleting nodes (1 of 3). Step Deleting nodes: 1 of 3, Still there: Pod a, Pod b. Ask the operator.',
    );
  }
});

/** A clock whose time passes when nothing else is left to do. */
function idleClock(): Clock {
  let now = 0;
  const sleeps = new Set<{ readonly due: number; readonly end: () => void }>();
  const pass = () => {
    const [first] = [...sleeps].sort((a, b) => a.due - b.due);
    if (first === undefined) return;
    now = Math.max(now, first.due);
    sleeps.delete(first);
    first.end();
  };
  // A body is read over a few turns of the event loop.
  const idle = (turns: number, then: () => void): unknown =>
    turns === 0 ? then() : setImmediate(() => idle(turns - 1, then));
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const sleep = { due: now + ms, end: () => resolve() };
        sleeps.add(sleep);
        signal?.addEventListener('abort', () => {
          sleeps.delete(sleep);
          reject(signal.reason);
        });
        idle(5, pass);
      }),
  };
}

const MINUTE_MS = 60_000;

/** Waits for a create whose API goes away after the first answer and comes back after some time. */
async function waitedThrough(awayMs: number, timeoutMs: number, answer: { status: number } | undefined) {
  const clock = idleClock();
  const running = {
    ...operation('Starting etcd'),
    target: { kind: 'Cluster', cluster: 'prod', name: 'prod' },
    endedAt: null,
  };
  const fetch = async (request: Request) => {
    if (request.method === 'POST') return Response.json(running, { status: 202 });
    if (clock.now() >= awayMs) {
      const isRead = request.url.endsWith('/clusters/prod');
      return Response.json(isRead ? { name: 'prod' } : { ...running, status: 'succeeded', endedAt: 'now' });
    }
    if (answer !== undefined) return new Response('<h1>Bad gateway</h1>', answer);
    throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) });
  };
  const client = createClient({ endpoint: 'http://api.test/v1', token: 't', clock, fetch });
  const pending = client.clusters.create({ name: 'prod' });
  const signal = new AbortController().signal;
  return waitFor(pending, { timeoutMs, signal, now: clock.now });
}

describe.each([
  ['refuses connections', undefined],
  ['answers 502', { status: 502 }],
  ['answers with a page', { status: 200 }],
  ['limits requests', { status: 429 }],
])('an API that %s', (_what, answer) => {
  test('for five minutes is a warning, and the apply succeeds', async () => {
    const outcome = await waitedThrough(5 * MINUTE_MS, 45 * MINUTE_MS, answer);
    expect(outcome.ended).toBe('succeeded');
    expect(outageNote('cluster prod', outcome)).toEqual([
      {
        severity: 'warning',
        summary: 'The API was away while Terraform waited for the cluster prod',
        detail: expect.stringMatching(
          /^It could not be asked for (4 min \d+|5 min \d+) s\. The wait went on, and nothing was lost by it\.$/,
        ),
      },
    ]);
  });

  test('for ten seconds is nothing', async () => {
    const outcome = await waitedThrough(10_000, 45 * MINUTE_MS, answer);
    expect(outcome.ended).toBe('succeeded');
    expect(outageNote('cluster prod', outcome)).toEqual([]);
  });

  test('for longer than the time-out ends the wait at the time-out, with the operation', async () => {
    const outcome = await waitedThrough(60 * MINUTE_MS, 45 * MINUTE_MS, answer);
    expect(outcome).toMatchObject({ ended: 'waiting', operation: { id: 'op-1' }, elapsedMs: 45 * MINUTE_MS });
    expect(outcome).toMatchObject({
      why: expect.stringMatching(/^The time-out was reached, while the API could not be asked \(.*\),$/),
    });
  });
});
