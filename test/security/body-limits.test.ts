// Bodies that are too large, too deep, too slow or not what they say: refused while they arrive, and never seen by a
// handler.
import { gzipSync } from 'node:zlib';
import { type Listening, listen } from '@hikube/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROD, samples } from '../contract/samples.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { sendRaw } from './raw-socket.ts';

const LIMIT = 256 * 1024;
const PATIENCE_MS = 10_000;

let service: TestService;
let listening: Listening;
/** Reads of clusters and writes of anything: what only handlers do. */
let calls = 0;
beforeAll(async () => {
  service = await startTestService({
    wrapStore: (store) =>
      new Proxy(store, {
        get(target, name) {
          const member: unknown = Reflect.get(target, name, target);
          if (typeof member !== 'function') return member;
          return (...rest: unknown[]) => {
            const isWrite = name === 'commit';
            const isRead = name === 'getMany' && JSON.stringify(rest).includes('"kind":"cluster"');
            if (isWrite || isRead) calls += 1;
            return (member as (...all: unknown[]) => unknown).apply(target, rest);
          };
        },
      }),
  });
  await service.finish((await service.api<{ id: string }>('POST', '/clusters', { body: PROD })).body);
  const { random, clock } = service;
  listening = await listen(service.service, { host: '127.0.0.1', port: 0, random, clock });
});
afterAll(async () => {
  await listening.close(0);
  await service.dispose();
});

const writes = samples().filter(({ facts }) => facts.bodySchema !== undefined);
const counts = new Map<string, number>();

/** Sends to every operation that takes a body; nobody behind the door hears of it. */
async function refusedEverywhere(
  what: string,
  code: 'body_too_large' | 'malformed_body' | 'unsupported_media_type',
  options: () => {
    readonly raw: string | Uint8Array | ReadableStream<Uint8Array>;
    headers?: Record<string, string>;
  },
): Promise<void> {
  for (const { method, path } of writes) {
    const before = calls;
    await service.api.refused(code, method, path, options());
    expect(calls).toBe(before);
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
}

const text = (bytes: number) => `{"displayName":"${'x'.repeat(bytes - 18)}"}`;
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

/** The same text in pieces of no announced length. */
function chunks(body: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(body);
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      if (sent >= bytes.length) {
        controller.close();
        return;
      }
      controller.enqueue(bytes.subarray(sent, sent + 65_536));
      sent += 65_536;
    },
  });
}

test('size', async () => {
  expect(new TextEncoder().encode(text(LIMIT)).length).toBe(LIMIT);
  await refusedEverywhere('larger than 256 KiB', 'body_too_large', () => ({ raw: text(LIMIT + 1) }));
  await refusedEverywhere('larger, in chunks', 'body_too_large', () => ({ raw: chunks(text(LIMIT + 1)) }));
  await refusedEverywhere('40 times larger, in chunks', 'body_too_large', () => ({
    raw: chunks(text(40 * LIMIT)),
  }));
  // The largest that is read is refused for what it says, and not for its size.
  const { body } = await service.api.refused('validation_failed', 'PATCH', '/clusters/prod', {
    raw: text(LIMIT),
  });
  expect(body.errors?.[0]?.pointer).toBe('/displayName');
});

test('depth and keys', async () => {
  await refusedEverywhere('too deep', 'malformed_body', () => ({ raw: nested(33) }));
  await refusedEverywhere('far too deep', 'malformed_body', () => ({ raw: '['.repeat(100_000) }));
  await refusedEverywhere('a key twice', 'malformed_body', () => ({
    raw: '{"labels":{"a":"b","\\u0061":"c"}}',
  }));
  const keys = Array.from({ length: 20_000 }, (_, index) => `"k${index}":1`).join(',');
  for (const { method, path, id } of writes) {
    if (id === 'putManifest') continue;
    const before = calls;
    await service.api.refused('validation_failed', method, path, { raw: `{${keys}}` });
    expect(calls).toBe(before);
    counts.set('20,000 keys', (counts.get('20,000 keys') ?? 0) + 1);
  }
});

test('compression', async () => {
  const bomb = gzipSync(Buffer.alloc(10_000_000, ' '));
  for (const coding of ['gzip', 'deflate', 'br', 'zstd', 'GZIP', 'gzip, identity']) {
    await refusedEverywhere(`compressed as ${coding}`, 'unsupported_media_type', () => ({
      raw: bomb,
      headers: { 'content-encoding': coding },
    }));
  }
  await refusedEverywhere('compressed and not said so', 'malformed_body', () => ({ raw: gzipSync('{}') }));
});

const HEAD = (length: string) =>
  'PATCH /v1/clusters/prod HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer an-administrator-of-demo\r\n' +
  `Content-Type: application/json\r\n${length}\r\n\r\n`;

/** On a connection, with what the answer must be. */
const CONNECTIONS: Readonly<
  Record<string, { readonly pieces: readonly string[]; readonly status: number; readonly waits?: true }>
> = {
  'a length beyond the limit, and no body': {
    pieces: [HEAD(`Content-Length: ${LIMIT + 1}`)],
    status: 413,
  },
  'a length that is never reached': {
    pieces: [HEAD('Content-Length: 100'), '{"displayName":'],
    status: 408,
    waits: true,
  },
  'one byte at a time': {
    pieces: [HEAD('Content-Length: 100'), '{', '"', 'd', 'i'],
    status: 408,
    waits: true,
  },
  'chunks that never end': {
    pieces: [HEAD('Transfer-Encoding: chunked'), '1\r\n{\r\n', '1\r\n"\r\n'],
    status: 408,
    waits: true,
  },
  'no body, and silence': { pieces: [HEAD('Content-Length: 2')], status: 408, waits: true },
  'a length that cuts the body off': {
    pieces: [HEAD('Content-Length: 10'), '{"displayName":"Cut"}'],
    status: 400,
  },
};

test.each(Object.keys(CONNECTIONS))('on a connection: %s', async (name) => {
  const { pieces, status, waits } = CONNECTIONS[name]!;
  const before = calls;
  const { statuses } = await sendRaw(listening.port, pieces, async () => {
    if (waits) await service.clock.advance(PATIENCE_MS / (pieces.length - 0.5));
  });
  expect(statuses[0]).toBe(status);
  expect(statuses.filter((each) => each < 400 || each >= 500)).toEqual([]);
  // Only the passes of the reconciler, which the clock brings along, may have looked at the cluster meanwhile.
  if (!waits) expect(calls).toBe(before);
  expect((await service.api<{ displayName: string }>('GET', '/clusters/prod')).body.displayName).toBe('');
  counts.set(name, 1);
});

test('all of them were tried', () => {
  const sent = [...counts.values()].reduce((sum, count) => sum + count, 0);
  expect(counts.size).toBe(14 + Object.keys(CONNECTIONS).length);
  console.log(
    `bodies that break a limit: ${counts.size} ways × ${writes.length} operations, ${sent} sent, each refused before a handler saw it`,
  );
});
