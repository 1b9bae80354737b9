// What the contract says of a message of a stream is what comes: in its fields, and in the object that they carry.

import contract from '@hikube/openapi/openapi.json' with { type: 'json' };
import type { Operation } from '@hikube/openapi/types';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(contract, 'contract');

let service: TestService;
let operation: Operation;
beforeEach(async () => {
  service = await startTestService();
  const body = { name: 'prod', topology: 'development' };
  operation = (await service.api<Operation>('POST', '/clusters', { body })).body;
});
afterEach(() => service.dispose());

type Message = Record<string, string>;

/** Messages until the stream ends or this many have come, while time passes. */
async function messages(path: string, most: number): Promise<Message[]> {
  const headers = { authorization: 'Bearer an-administrator-of-demo', accept: 'text/event-stream' };
  const leaving = new AbortController();
  const request = new Request(`http://127.0.0.1:8642/v1${path}`, { headers, signal: leaving.signal });
  const reader = ((await service.service.fetch(request)).body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  const found: Message[] = [];
  let text = '';
  while (found.length < most) {
    const { done, value } = await whileTimePasses(reader.read());
    if (done) break;
    text += decoder.decode(value, { stream: true });
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    found.push(...parts.filter((part) => !part.startsWith(':')).map(fieldsOf));
  }
  leaving.abort();
  return found;
}

async function whileTimePasses<Result>(promise: Promise<Result>): Promise<Result> {
  let isSettled = false;
  const settled = promise.finally(() => {
    isSettled = true;
  });
  for (let second = 0; second < 3600 && !isSettled; second += 1) await service.clock.advance(1000);
  return settled;
}

const fieldsOf = (part: string): Message =>
  Object.fromEntries(
    part.split('\n').map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );

const escaped = (path: string) => path.replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D');

test.each([
  ['/clusters/{cluster}/events', 3],
  ['/events', 3],
  ['/operations/{operation}', 50],
] as const)('of %s', async (template, most) => {
  const path = template.replace('{cluster}', 'prod').replace('{operation}', operation.id);
  const place = `contract#/paths/${escaped(template)}/get/responses/200/content/text~1event-stream/x-itemSchema`;
  const isMessage = ajv.getSchema(place);
  const isObject = ajv.getSchema(`${place}/properties/data/contentSchema`);
  const found = await messages(path, most);
  expect(found.length).toBeGreaterThan(1);
  for (const message of found) {
    expect(isMessage?.(message), JSON.stringify(isMessage?.errors)).toBe(true);
    const object: unknown = JSON.parse(message['data'] ?? '');
    expect(isObject?.(object), JSON.stringify(isObject?.errors)).toBe(true);
    // The check can fail.
    expect(isObject?.({})).toBe(false);
    expect(isMessage?.({ ...message, event: 'other' })).toBe(false);
  }
});
