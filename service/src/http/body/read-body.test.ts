import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../clock.ts';
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

  test.each([
    ['with a mark', [0xff, 0xfe, 0x61, 0x00]],
    ['with the other mark', [0xfe, 0xff, 0x00, 0x61]],
    ['without one', [0x61, 0x00, 0x3a, 0x00]],
    ['without one, the other way round', [0x00, 0x61, 0x00, 0x3a]],
  ])('says that UTF-16 %s is none, in the language of the body', async (_name, bytes) => {
    const chunks = () => bytes.map((byte) => Uint8Array.of(byte));
    const sentence = (language: string) => `The body is UTF-16: send ${language} in UTF-8.`;
    await expect(readBody(requestOf(chunks()), clock)).rejects.toThrow(sentence('JSON'));
    await expect(readBody(requestOf(chunks()), clock, 'application/yaml')).rejects.toThrow(sentence('YAML'));
  });

  test('names the language when the body is not UTF-8', async () => {
    const body = () => requestOf([Uint8Array.of(0x61, 0xff)]);
    await expect(readBody(body(), clock, 'application/yaml')).rejects.toThrow('send YAML in UTF-8.');
    await expect(readBody(body(), clock)).rejects.toThrow('send JSON in UTF-8.');
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
