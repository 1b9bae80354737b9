// The gRPC server over a real socket, without TLS: routing, statuses, deadlines, cancellation.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GrpcClient } from '../../testing/protocol-client.ts';
import { systemClock } from '../clock.ts';
import type { Address } from '../plugin/endpoint.ts';
import { encodeFrame } from './frame.ts';
import type { Method, UnaryCall } from './methods.ts';
import { createGrpcServer } from './server.ts';
import { GrpcError } from './status.ts';

const directory = mkdtempSync(join(tmpdir(), 'grpc-'));
const address: Address = { network: 'unix', address: join(directory, 's') };
const logged: string[] = [];
const reasons: unknown[] = [];
const lateReasons: unknown[] = [];
const signals: AbortSignal[] = [];

const untilClosed = ({ onClosed }: UnaryCall) => new Promise<void>((resolve) => onClosed(resolve));

/** Ends when its call is aborted, and remembers why. */
function waitForAbort({ signal }: UnaryCall): Promise<Uint8Array> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reasons.push(signal.reason);
      reject(signal.reason);
    });
  });
}

const methods: Record<string, Method> = {
  '/test/Echo': async (request) => request,
  '/test/Refuse': async () => {
    throw new GrpcError(5, 'not here: 100 % gone\nè');
  },
  '/test/Break': async () => {
    throw new TypeError('oops');
  },
  '/test/Wait': (_request, call) => waitForAbort(call),
  '/test/Ignore': async (_request, { signal }) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    return new Uint8Array();
  },
  '/test/Look': async (_request, { signal }) => {
    signals.push(signal);
    return new Uint8Array();
  },
  '/test/Late': async (_request, call) => {
    await untilClosed(call);
    lateReasons.push(call.signal.reason);
    return new Uint8Array();
  },
  '/test/Held': 'held',
};

const grpc = createGrpcServer({
  methods: new Map(Object.entries(methods)),
  clock: systemClock,
  log: (level, message, fields) => logged.push(`${level} ${message} ${fields?.['code'] ?? ''}`.trim()),
});
let client: GrpcClient;

beforeAll(async () => {
  await new Promise<void>((resolve) => grpc.server.listen(address.address, resolve));
  client = new GrpcClient(address);
});

afterAll(async () => {
  await grpc.close();
  rmSync(directory, { recursive: true });
});

describe('answers', () => {
  test('a message with status 0 in the trailers', async () => {
    const answer = await client.call('/test/Echo', Buffer.from('hello'));
    expect(answer).toMatchObject({ httpStatus: 200, status: 0, message: undefined });
    expect(answer.body.toString()).toBe('hello');
  });

  test('half a megabyte, forty times at once', async () => {
    const request = Buffer.alloc(500_000, 'x');
    const calls = Array.from({ length: 40 }, () => client.call('/test/Echo', request));
    for (const answer of await Promise.all(calls)) expect(answer.body.equals(request)).toBe(true);
  });

  test('a status with a message of any characters', async () => {
    const answer = await client.call('/test/Refuse');
    expect(answer).toMatchObject({ httpStatus: 200, status: 5, message: 'not here: 100 % gone\nè' });
  });

  test('status 13 and the message, never the stack, when a handler breaks', async () => {
    logged.length = 0;
    expect(await client.call('/test/Break')).toMatchObject({ status: 13, message: 'oops' });
    expect(logged).toEqual(['error RPC failed 13']);
  });

  test('status 12 for an unknown method', async () => {
    const answer = await client.call('/test/Nothing');
    expect(answer).toMatchObject({ status: 12, message: 'unknown method /test/Nothing' });
  });

  test('HTTP 415 when the caller does not speak gRPC', async () => {
    const answer = await client.call('/test/Echo', undefined, { headers: { 'content-type': 'text/html' } });
    expect(answer).toMatchObject({ httpStatus: 415, status: undefined });
  });
});

describe('refuses bad frames', () => {
  test('compressed', async () => {
    const answer = await client.send('/test/Echo', Uint8Array.of(1, 0, 0, 0, 1, 0));
    expect(answer).toMatchObject({ status: 12, message: 'compressed messages are not supported' });
  });

  test('too long, before the bytes come', async () => {
    const answer = await client.send('/test/Echo', Uint8Array.of(0, 0xff, 0xff, 0xff, 0xff));
    expect(answer.status).toBe(8);
  });

  test('cut off', async () => {
    const answer = await client.send('/test/Echo', Uint8Array.of(0, 0, 0, 0, 9, 1));
    expect(answer).toMatchObject({ status: 13, message: 'the request was cut off after 6 bytes' });
  });

  test('two messages', async () => {
    const frame = encodeFrame(Buffer.from('a'));
    const answer = await client.send('/test/Echo', Buffer.concat([frame, frame]));
    expect(answer).toMatchObject({ status: 13, message: 'the request holds more than one message' });
  });
});

describe('ends calls', () => {
  test('at their deadline, with status 4 even when the handler ignores it', async () => {
    for (const path of ['/test/Wait', '/test/Ignore']) {
      const answer = await client.call(path, undefined, { headers: { 'grpc-timeout': '20m' } });
      expect(answer).toMatchObject({ status: 4, message: 'the deadline of the call has passed' });
    }
  });

  test('when the caller cancels', async () => {
    reasons.length = 0;
    const abort = new AbortController();
    const call = client.call('/test/Wait', undefined, { signal: abort.signal });
    await client.call('/test/Echo');
    abort.abort();
    await expect(call).rejects.toThrow();
    await client.call('/test/Echo');
    expect(reasons).toEqual([expect.objectContaining({ code: 1, message: 'the call was cancelled' })]);
  });

  test('also for a handler that looks only afterwards', async () => {
    const abort = new AbortController();
    const call = client.call('/test/Late', undefined, { signal: abort.signal });
    await client.call('/test/Echo');
    abort.abort();
    await expect(call).rejects.toThrow();
    await expect.poll(() => lateReasons).toEqual([expect.objectContaining({ code: 1 })]);
  });

  test('but no call that was answered', async () => {
    signals.length = 0;
    await client.call('/test/Look');
    await client.call('/test/Echo');
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });

  test('when the connection is lost', async () => {
    reasons.length = 0;
    const other = new GrpcClient(address);
    const call = other.call('/test/Wait');
    await other.call('/test/Echo');
    other.close();
    await expect(call).rejects.toThrow();
    await client.call('/test/Echo');
    expect(reasons).toEqual([expect.objectContaining({ code: 1 })]);
  });
});

test('a held stream sends headers and stays open', async () => {
  const stream = client.session.request({
    ':method': 'POST',
    ':path': '/test/Held',
    'content-type': 'application/grpc',
  });
  const status = await new Promise((resolve) =>
    stream.once('response', (headers) => resolve(headers[':status'])),
  );
  await client.call('/test/Echo');
  expect(status).toBe(200);
  expect(stream.closed).toBe(false);
  stream.close();
});
