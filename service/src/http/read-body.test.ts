import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../clock.ts';
import { readBody } from './read-body.ts';

const clock = createVirtualClock(0);

function requestOf(chunks: readonly Uint8Array[]): Request {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  return new Request('http://x/', { method: 'POST', body, duplex: 'half' } as RequestInit);
}

describe('readBody', () => {
  test('joins characters that chunks have split', async () => {
    const bytes = new TextEncoder().encode('a😀é');
    const chunks = Array.from(bytes, (_, index) => bytes.subarray(index, index + 1));
    expect(await readBody(requestOf(chunks), clock)).toBe('a😀é');
  });

  test('reads no body as nothing', async () => {
    expect(await readBody(new Request('http://x/', { method: 'POST' }), clock)).toBe('');
  });

  test.each([
    ['half a character at the end', [0xc3]],
    ['an overlong form', [0xc0, 0x80]],
    ['half a surrogate pair', [0xed, 0xa0, 0x80]],
  ])('refuses %s', async (_name, bytes) => {
    const refused = readBody(requestOf([Uint8Array.from(bytes)]), clock);
    await expect(refused).rejects.toMatchObject({ code: 'malformed_body' });
  });

  test('says that a body broke off', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) });
    const request = new Request('http://x/', { method: 'POST', body, duplex: 'half' } as RequestInit);
    await expect(readBody(request, clock)).rejects.toMatchObject({
      code: 'malformed_body',
      message: 'The body broke off: send the request again.',
    });
  });

  test('leaves no timer behind', async () => {
    await readBody(requestOf([Uint8Array.of(65)]), clock);
    expect(clock.pending).toBe(0);
  });
});
