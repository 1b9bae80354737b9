// A stream whose store fails on the way: the log has it with the request id, the reader a connection that broke, and
// nobody else a word.
import type { Operation } from '@hikube/openapi/types';
import { createClient } from '@hikube/sdk';
import { listen } from '@hikube/server';
import { type LogFields, type Store, StoreError, systemClock, systemRandom } from '@hikube/service';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

const SECRET = 'connect ECONNREFUSED 10.0.0.1:5432';
const TOKEN = 'an-administrator-of-demo';
/** More than the time after which a stream looks by itself. */
const SOON_MS = 6_000;

let service: TestService;
let isDown = false;
const logged: { level: string; event: string; fields: LogFields | undefined }[] = [];

beforeEach(async () => {
  service = await startTestService({
    wrapStore: (store) =>
      new Proxy(store, {
        get(target, name) {
          const member: unknown = Reflect.get(target, name);
          if (typeof member !== 'function') return member;
          return (...parameters: unknown[]) =>
            isDown && READS.has(name as keyof Store)
              ? Promise.reject(new StoreError('unavailable', SECRET))
              : (member as (...rest: unknown[]) => unknown).apply(target, parameters);
        },
      }),
    config: { log: (level, event, fields) => logged.push({ level, event, fields }) },
  });
});
afterEach(async () => {
  isDown = false;
  logged.length = 0;
  vi.restoreAllMocks();
  await service.dispose();
});

const READS: ReadonlySet<keyof Store> = new Set(['get', 'getMany', 'list', 'count']);
const told = () => logged.filter(({ event }) => event === 'stream_failed');

/** Lets time pass until the stream has looked again. */
async function untilBroken(): Promise<void> {
  await expect
    .poll(async () => {
      await service.clock.advance(SOON_MS);
      return told().length;
    })
    .toBe(1);
}

async function begin(): Promise<string> {
  const body = { name: 'prod', topology: 'development' };
  const { id } = (await service.api<Operation>('POST', '/clusters', { body })).body;
  // So that there is an event to tell of, while the work goes on.
  await service.clock.advance(60_000);
  return id;
}

test.each([
  ['of an operation', (id: string) => `/operations/${id}`],
  ['of events', () => '/clusters/prod/events'],
])('%s', async (_name, path) => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
  const id = await begin();
  const socket = await listen(service.service, {
    ...{ host: '127.0.0.1', port: 0, random: systemRandom, clock: systemClock },
  });
  const headers = { authorization: `Bearer ${TOKEN}`, accept: 'text/event-stream' };
  const response = await fetch(`${socket.url}/v1${path(id)}`, { headers });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = (await reader.read()).value ?? '';
  expect(text).toMatch(/^(id: .+\n)?event: /);
  isDown = true;
  await untilBroken();
  const readOn = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
    }
  };
  // A whole answer would end here, and its reader take the operation for one that goes on in silence.
  await expect(readOn()).rejects.toThrow(TypeError);
  expect(text).not.toContain('ECONNREFUSED');
  expect(text.endsWith('\n\n')).toBe(true);
  expect(told()).toEqual([
    {
      level: 'error',
      event: 'stream_failed',
      fields: expect.objectContaining({
        requestId: response.headers.get('x-request-id'),
        code: 'unavailable',
        error: SECRET,
      }),
    },
  ]);
  expect(printed.mock.calls).toEqual([]);
  isDown = false;
  const metrics = await (await fetch(`${socket.url}/metrics`)).text();
  expect(metrics).toContain('hikube_store_errors_total{code="unavailable"} 1\n');
  await socket.close(0);
});

test('a client that watches goes on behind the event that it has', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  await begin();
  const socket = await listen(service.service, {
    ...{ host: '127.0.0.1', port: 0, random: systemRandom, clock: systemClock },
  });
  const hikube = createClient({
    endpoint: `${socket.url}/v1`,
    token: TOKEN,
    clock: { now: () => service.clock.now(), sleep },
  });
  const seen: string[] = [];
  const watching = (async () => {
    for await (const { id, reason } of hikube.events.watch('prod')) {
      seen.push(id);
      if (reason === 'ClusterRunning') return;
    }
  })();
  await expect.poll(() => seen.length).toBeGreaterThan(0);
  isDown = true;
  await untilBroken();
  isDown = false;
  let isOver = false;
  void watching.then(() => {
    isOver = true;
  });
  await expect
    .poll(async () => {
      await service.clock.advance(10_000);
      return isOver;
    })
    .toBe(true);
  const kept = await service.api<{ items: { id: string }[] }>('GET', '/clusters/prod/events?limit=200');
  const all = kept.body.items.map(({ id }) => id).reverse();
  expect(seen).toEqual(all.slice(0, seen.length));
  await socket.close(0);
});

/** In the time of the service, which passes in the test alone. */
const sleep = (ms: number, signal?: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason as Error);
    const cancel = service.clock.schedule(service.clock.now() + ms, resolve);
    signal?.addEventListener('abort', () => {
      cancel();
      reject(signal.reason as Error);
    });
  });
