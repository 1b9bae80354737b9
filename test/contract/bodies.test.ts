// Bodies that are too much: counted while they are read, whatever their headers claim.
import type { Operation } from '@hikube/openapi/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallOptions } from '../support/api.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ transport: 'fetch' });
});
afterAll(() => service.dispose());

const LIMIT = 256 * 1024;

/** A body of exactly that many bytes. */
function bodyOf(bytes: number): string {
  const frame = JSON.stringify({ name: 'big', displayName: '' });
  return JSON.stringify({ name: 'big', displayName: 'x'.repeat(bytes - frame.length) });
}

/** The bytes in pieces, without a length. */
function inChunks(text: string, size = 10_000): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) {
        controller.close();
        return;
      }
      controller.enqueue(bytes.subarray(at, at + size));
      at += size;
    },
  });
}

describe('the size of a body', () => {
  test('256 KiB are read', async () => {
    // Too long for the field, which only somebody can say who has read all of it.
    await service.api.refused('validation_failed', 'POST', '/clusters', { raw: bodyOf(LIMIT) });
  });

  test.each<[string, CallOptions]>([
    ['one byte more', { raw: bodyOf(LIMIT + 1) }],
    ['in chunks', { raw: inChunks(bodyOf(LIMIT + 1)) }],
    ['a length that lies', { raw: inChunks(bodyOf(LIMIT + 1)), headers: { 'content-length': '10' } }],
    ['a length that boasts', { raw: '{}', headers: { 'content-length': '300000' } }],
  ])('%s is too large', async (_name, options) => {
    await service.api.refused('body_too_large', 'POST', '/clusters', options);
  });

  test('a body without an end is cut off', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(64 * 1024).fill(32));
      },
    });
    await service.api.refused('body_too_large', 'POST', '/clusters', { raw: endless });
    expect(pulled).toBeLessThan(10);
  });
});

describe('a slow body', () => {
  test('has ten seconds', async () => {
    let waits: () => void;
    const isWaitedFor = new Promise<void>((resolve) => {
      waits = resolve;
    });
    const begun = new TextEncoder().encode('{"name":');
    let pulls = 0;
    const silent = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulls += 1;
          // Somebody who asks again has read the beginning and waits for more, which never comes.
          if (pulls === 1) controller.enqueue(begun);
          else waits();
        },
      },
      { highWaterMark: 0 },
    );
    const refused = service.api.refused('request_timeout', 'POST', '/clusters', { raw: silent });
    await isWaitedFor;
    await service.clock.advance(10_000);
    expect((await refused).body.retryable).toBe(true);
  });
});

describe('the type of a body', () => {
  test.each([
    ['text/plain', {}],
    ['application/x-www-form-urlencoded', {}],
    ['application/json; charset=iso-8859-1', {}],
    ['application/merge-patch+json', {}],
    ['application/json', { 'content-encoding': 'gzip' }],
    ['application/json', { 'content-encoding': 'br, identity' }],
  ])('%s %j is refused for a POST', async (type, more) => {
    const headers = { 'content-type': type, ...more };
    await service.api.refused('unsupported_media_type', 'POST', '/clusters', { raw: '{}', headers });
  });

  test.each(['application/json; charset=utf-8', 'Application/JSON', 'application/json;charset="UTF-8"'])(
    '%s is taken',
    async (type) => {
      const headers = { 'content-type': type };
      await service.api.refused('validation_failed', 'POST', '/clusters', { raw: '{}', headers });
    },
  );

  test('a patch may be plain JSON', async () => {
    await service.api<Operation>('POST', '/clusters', { body: { name: 'plain', topology: 'development' } });
    const headers = { 'content-type': 'application/json' };
    const reply = await service.api('PATCH', '/clusters/plain', { raw: '{"displayName":"P"}', headers });
    expect(reply.status).toBe(202);
  });
});

describe('JSON that others read otherwise', () => {
  test.each([
    [
      'a key twice',
      '{"name":"a","name":"b"}',
      'The body has the key "name" twice in one object: keep one of them.',
    ],
    [
      'a key twice, escaped',
      '{"name":"a","n\\u0061me":"b"}',
      'The body has the key "name" twice in one object: keep one of them.',
    ],
    [
      '33 levels',
      `${'{"a":'.repeat(33)}1${'}'.repeat(33)}`,
      'The body nests deeper than 32 levels: flatten it.',
    ],
    [
      'a prototype',
      '{"__proto__":{"x":1}}',
      'The body has a key "__proto__", which is never accepted: remove it.',
    ],
    [
      'a number that is rounded',
      '{"name":9007199254740993}',
      'The number 9007199254740993 cannot be kept exactly: write it as a text.',
    ],
    [
      'half a character',
      '{"name":"\\ud800"}',
      'A text in the body has half of a surrogate pair: send whole characters.',
    ],
    ['nothing', '', 'The body is empty: send application/json.'],
  ])('%s', async (_name, raw, detail) => {
    const { body } = await service.api.refused('malformed_body', 'POST', '/clusters', { raw });
    expect(body.detail).toBe(detail);
  });

  test('bytes that are not UTF-8', async () => {
    const raw = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    const { body } = await service.api.refused('malformed_body', 'POST', '/clusters', { raw });
    expect(body.detail).toBe('The body is not UTF-8: send JSON in UTF-8.');
  });

  test('32 levels are read', async () => {
    const deep = `${'{"a":'.repeat(30)}1${'}'.repeat(30)}`;
    const raw = `{"valuesOverride":${deep}}`;
    await service.api<Operation>('POST', '/clusters', { body: { name: 'deep', topology: 'development' } });
    const reply = await service.api('PUT', '/clusters/deep/addons/cert-manager', { raw });
    expect(reply.status).toBe(202);
  });
});
