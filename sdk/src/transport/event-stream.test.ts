import { describe, expect, test } from 'vitest';
import type { Clock } from './clock.ts';
import { readMessages } from './event-stream.ts';

/** Its sleeps end only when they are given up. */
const patient: Clock = {
  now: () => 0,
  sleep: (_ms, signal) => new Promise((_resolve, reject) => signal?.addEventListener('abort', reject)),
};

function bodyOf(chunks: readonly Uint8Array[], end = true): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      if (end) controller.close();
    },
  });
}

async function read(body: ReadableStream<Uint8Array>, clock = patient) {
  const messages = [];
  for await (const message of readMessages(body, { clock, silenceMs: 45_000 })) messages.push(message);
  return messages;
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('readMessages', () => {
  test('reads messages and passes over comments', async () => {
    const text = ':\n\nid: ev-1\nevent: event\ndata: {"a":1}\n\n:\n\ndata: {}\n\n';
    expect(await read(bodyOf([bytes(text)]))).toEqual([
      { id: 'ev-1', data: '{"a":1}' },
      { id: '', data: '{}' },
    ]);
  });

  test('joins what arrives byte by byte', async () => {
    const chunks = Array.from(bytes('id: 1\ndata: "é: ü"\n\n'), (byte) => Uint8Array.of(byte));
    expect(await read(bodyOf(chunks))).toEqual([{ id: '1', data: '"é: ü"' }]);
  });

  test('drops half a message at the end', async () => {
    expect(await read(bodyOf([bytes('data: 1\n\ndata: 2\n')]))).toEqual([{ id: '', data: '1' }]);
  });

  test('ends when there is no sign of life', async () => {
    const clock: Clock = { now: () => 0, sleep: () => new Promise((resolve) => setImmediate(resolve)) };
    expect(await read(bodyOf([bytes('data: 1\n\n')], false), clock)).toEqual([{ id: '', data: '1' }]);
  });
});
