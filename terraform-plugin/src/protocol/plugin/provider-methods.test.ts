// The bridge between bytes and the service: statuses, the observer's phases, redaction.
import { describe, expect, test } from 'vitest';
import type { UnaryCall, UnaryHandler } from '../grpc/methods.ts';
import { GrpcError } from '../grpc/status.ts';
import { decodeMessage } from '../protobuf/decode.ts';
import { encodeMessage } from '../protobuf/encode.ts';
import type { ProviderService } from '../service.ts';
import { callFunctionRequest, callFunctionResponse } from '../tables/transient.ts';
import { type ProviderMethodsOptions, providerMethods } from './provider-methods.ts';

const request = encodeMessage(callFunctionRequest, { name: 'upper', arguments: [] });

function callOf(closing: (() => void)[] = []): UnaryCall {
  return { signal: new AbortController().signal, onClosed: (action) => closing.push(action) };
}

function methodOf(service: ProviderService, options: Partial<ProviderMethodsOptions> = {}): UnaryHandler {
  const methods = new Map(providerMethods({ service: () => service, ...options }));
  return methods.get('/tfplugin6.Provider/CallFunction') as UnaryHandler;
}

test('serves the 22 RPCs of the provider service', () => {
  expect(providerMethods({ service: () => ({}) }).map(([path]) => path)).toHaveLength(22);
});

test('gives the decoded request and the signal, and encodes the response', async () => {
  const call = callOf();
  const method = methodOf({
    CallFunction({ name }, { signal }) {
      return { error: { text: `${name} ${signal === call.signal}` } };
    },
  });
  const response = decodeMessage(callFunctionResponse, await method(request, call));
  expect(response).toEqual({ error: { text: 'upper true' } });
});

test('keeps the service as the receiver', async () => {
  const service = {
    prefix: 'from ',
    CallFunction({ name }: { name: string }) {
      return { error: { text: this.prefix + name } };
    },
  };
  const bytes = await methodOf(service)(request, callOf());
  expect(decodeMessage(callFunctionResponse, bytes).error?.text).toBe('from upper');
});

test('gives a schema that was made beforehand without loading the service, and tells the observer', async () => {
  const seen: string[] = [];
  const closing: (() => void)[] = [];
  const methods = new Map(
    providerMethods({
      service: () => {
        throw new Error('not expected');
      },
      schema: Uint8Array.of(1, 2),
      observe: (rpc, phase) => void seen.push(`${rpc} ${phase}`),
    }),
  );
  const method = methods.get('/tfplugin6.Provider/GetProviderSchema') as UnaryHandler;
  expect(await method(new Uint8Array(), callOf(closing))).toEqual(Uint8Array.of(1, 2));
  for (const action of closing) action();
  expect(seen).toEqual(['received', 'handled', 'answered'].map((phase) => `GetProviderSchema ${phase}`));
});

describe('fails with', () => {
  const fails = (service: ProviderService, bytes: Uint8Array = request) =>
    methodOf(service, { redact: (text) => text.replaceAll('hunter2', '***') })(bytes, callOf());

  test('status 12 for an RPC that the service leaves out', async () => {
    await expect(fails({})).rejects.toMatchObject({
      code: 12,
      message: 'this provider does not serve CallFunction',
    });
  });

  test('status 13 for bytes that are not the request', async () => {
    const service = { CallFunction: () => ({}) };
    await expect(fails(service, Uint8Array.of(0x0a, 9))).rejects.toMatchObject({
      code: 13,
      message: 'cut off: 9 bytes expected at byte 2, 0 are left',
    });
  });

  test('status 13 and the redacted message when the handler throws', async () => {
    const service: ProviderService = {
      async CallFunction() {
        throw new Error('password hunter2 is wrong');
      },
    };
    await expect(fails(service)).rejects.toMatchObject({ code: 13, message: 'password *** is wrong' });
  });

  test('the status that the handler chose', async () => {
    const service: ProviderService = {
      CallFunction() {
        throw new GrpcError(5, 'no such function');
      },
    };
    await expect(fails(service)).rejects.toMatchObject({ code: 5, message: 'no such function' });
  });

  test('status 13 when the response does not fit its message', async () => {
    const service = { CallFunction: () => ({ error: { text: 5 } }) } as unknown as ProviderService;
    await expect(fails(service)).rejects.toMatchObject({
      code: 13,
      message: 'FunctionError.text is not text',
    });
  });
});

test('the observer sees each phase in order and can hold the call', async () => {
  const events: string[] = [];
  const closing: (() => void)[] = [];
  const service: ProviderService = {
    CallFunction() {
      events.push('handler');
      return {};
    },
  };
  const observe: ProviderMethodsOptions['observe'] = async (rpc, phase) => {
    await Promise.resolve();
    events.push(`${rpc} ${phase}`);
  };
  await methodOf(service, { observe })(request, callOf(closing));
  expect(events).toEqual(['CallFunction received', 'handler', 'CallFunction handled']);
  for (const action of closing) action();
  await Promise.resolve();
  await Promise.resolve();
  expect(events.at(-1)).toBe('CallFunction answered');
});
