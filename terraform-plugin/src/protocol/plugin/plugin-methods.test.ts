import { expect, test } from 'vitest';
import type { Clock } from '../clock.ts';
import type { UnaryHandler } from '../grpc/methods.ts';
import { encodeMessage } from '../protobuf/encode.ts';
import { healthCheckRequest } from '../tables/health.ts';
import { pluginMethods } from './plugin-methods.ts';

function setUp() {
  const timers: { milliseconds: number; action: () => void; cancelled: boolean }[] = [];
  const closing: (() => void)[] = [];
  const clock: Clock = {
    now: () => new Date(0),
    after(milliseconds, action) {
      const timer = { milliseconds, action, cancelled: false };
      timers.push(timer);
      return () => {
        timer.cancelled = true;
      };
    },
  };
  let shutdowns = 0;
  const methods = new Map(pluginMethods({ clock, onShutdown: () => shutdowns++ }));
  const call = (path: string, request: Uint8Array) => {
    const context = {
      signal: new AbortController().signal,
      onClosed: (run: () => void) => closing.push(run),
    };
    return (methods.get(path) as UnaryHandler)(request, context);
  };
  return { timers, closing, methods, call, shutdowns: () => shutdowns };
}

test.each(['', 'plugin'])('the service %j is healthy', async (service) => {
  const { call } = setUp();
  const request = encodeMessage(healthCheckRequest, { service });
  const answer = await call('/grpc.health.v1.Health/Check', request);
  expect(Buffer.from(answer).toString('hex')).toBe('0801');
});

test('another service is not found', async () => {
  const { call } = setUp();
  const request = encodeMessage(healthCheckRequest, { service: 'other' });
  await expect(call('/grpc.health.v1.Health/Check', request)).rejects.toMatchObject({ code: 5 });
});

test('shutdown answers first and ends when the answer has left', async () => {
  const { call, timers, closing, shutdowns } = setUp();
  expect(await call('/plugin.GRPCController/Shutdown', new Uint8Array())).toEqual(new Uint8Array());
  expect(shutdowns()).toBe(0);
  closing[0]?.();
  expect(shutdowns()).toBe(1);
  expect(timers[0]?.cancelled).toBe(true);
});

test('shutdown does not wait for its answer longer than 100 ms', async () => {
  const { call, timers, shutdowns } = setUp();
  await call('/plugin.GRPCController/Shutdown', new Uint8Array());
  expect(timers[0]?.milliseconds).toBe(100);
  timers[0]?.action();
  expect(shutdowns()).toBe(1);
});

test('the broker and the output stream are held open', () => {
  const { methods } = setUp();
  expect(methods.get('/plugin.GRPCStdio/StreamStdio')).toBe('held');
  expect(methods.get('/plugin.GRPCBroker/StartStream')).toBe('held');
});
