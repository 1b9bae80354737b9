// A server of prepared answers and a clock that never sleeps.
import { createClient } from '../client.ts';
import type { ClientOptions } from '../client-options.ts';
import type { Clock } from '../transport/clock.ts';

/** One prepared answer; requests must arrive in this order. */
export interface Exchange {
  readonly method: string;
  /** Path and query below the base URL. */
  readonly path: string;
  readonly status?: number;
  readonly json?: unknown;
  readonly headers?: Record<string, string>;
  /** A body of another form, in place of `json`. */
  readonly text?: string;
  /** Thrown in place of an answer. */
  readonly throws?: unknown;
  /** Nothing is ever answered. */
  readonly silent?: true;
}

/** What the server saw. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
}

export function fakeServer(exchanges: readonly Exchange[]) {
  const seen: Seen[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    const expected = exchanges[seen.length];
    const { pathname, search } = new URL(request.url);
    const text = await request.text();
    const path = pathname.replace('/v1', '') + search;
    seen.push({
      method: request.method,
      path,
      headers: request.headers,
      body: text ? JSON.parse(text) : undefined,
    });
    if (!expected) throw new Error(`unexpected request ${request.method} ${path}`);
    if (`${expected.method} ${expected.path}` !== `${request.method} ${path}`) {
      throw new Error(`expected ${expected.method} ${expected.path}, got ${request.method} ${path}`);
    }
    if (expected.throws !== undefined) throw expected.throws;
    if (expected.silent) return new Promise(() => {});
    if (expected.text !== undefined) {
      return new Response(expected.text, { status: expected.status ?? 200, headers: expected.headers ?? {} });
    }
    if (expected.status === 304) return new Response(null, { status: 304 });
    return Response.json(expected.json ?? {}, {
      status: expected.status ?? 200,
      headers: expected.headers ?? {},
    });
  };
  return { fetch, seen };
}

/**
 * A clock whose time passes when nothing else is left to do: then the earliest sleep ends. Sleeps that ended are
 * written down; one that was given up takes no time.
 */
export function fakeClock(start = Date.parse('2026-01-01T00:00:00Z')): Clock & { readonly sleeps: number[] } {
  let now = start;
  const sleeps: number[] = [];
  const pending = new Set<{ readonly due: number; readonly end: () => void }>();
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  let passing = false;
  const pass = async () => {
    if (passing) return;
    passing = true;
    while (pending.size > 0) {
      // Bodies are read over a few turns of the event loop.
      for (let turns = 0; turns < 5; turns += 1) await turn();
      const [first] = [...pending].sort((a, b) => a.due - b.due);
      if (first === undefined) break;
      now = Math.max(now, first.due);
      pending.delete(first);
      first.end();
    }
    passing = false;
  };
  return {
    sleeps,
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) return reject(signal.reason);
        const sleep = {
          due: now + ms,
          end: () => {
            sleeps.push(ms);
            resolve();
          },
        };
        pending.add(sleep);
        signal?.addEventListener('abort', () => {
          if (pending.delete(sleep)) reject(signal.reason);
        });
        void pass();
      }),
  };
}

/** A client of a fake server. */
export function fakeClient(exchanges: readonly Exchange[], options: ClientOptions = {}) {
  const server = fakeServer(exchanges);
  const clock = fakeClock();
  const client = createClient({
    endpoint: 'https://api.test/v1',
    token: 'secret-token',
    fetch: server.fetch,
    clock,
    random: () => 0.5,
    ...options,
  });
  return { client, clock, seen: server.seen };
}

/** An operation as the API would answer it. */
export function operation(over: Record<string, unknown> = {}) {
  return {
    id: 'op-1',
    kind: 'Cluster.create',
    target: { kind: 'Cluster', cluster: 'prod', name: 'prod', uid: '00000000-0000-4000-8000-000000000001' },
    status: 'running',
    phase: 'etcd is starting',
    generation: 1,
    progress: { percent: 10, done: 1, total: 10, etaSeconds: 90 },
    steps: [],
    warnings: [],
    error: null,
    createdAt: '2026-01-01T00:00:00Z',
    startedAt: '2026-01-01T00:00:00Z',
    endedAt: null,
    ...over,
  };
}

export const succeeded = (over: Record<string, unknown> = {}) =>
  operation({ status: 'succeeded', endedAt: '2026-01-01T00:02:00Z', ...over });

/** A problem document. */
export function problem(status: number, code: string, over: Record<string, unknown> = {}) {
  return {
    type: `https://docs.hikube.cloud/problems/${code}`,
    title: code,
    status,
    code,
    detail: `It is ${code}.`,
    requestId: 'req-1',
    retryable: false,
    errors: [],
    ...over,
  };
}
