import { createSeededRandom, createVirtualClock } from '@hikube/service';
import { afterEach, expect, test } from 'vitest';
import { type Listening, listen } from './listen.ts';

let listening: Listening;
afterEach(() => listening.close(0));

async function answerWith(response: Response): Promise<string> {
  const tools = { random: createSeededRandom(1), clock: createVirtualClock(0) };
  listening = await listen({ fetch: async () => response }, { host: '127.0.0.1', port: 0, ...tools });
  return listening.url;
}

test('an answer is sent as it was made, without a look at what would have it built anew', async () => {
  const response = new Response('as it is', { status: 202 });
  const asked: string[] = [];
  for (const name of ['type', 'body', 'bodyUsed', 'clone'] as const) {
    const value = Reflect.get(response, name, response);
    const get = () => {
      asked.push(name);
      return typeof value === 'function' ? value.bind(response) : value;
    };
    Object.defineProperty(response, name, { get });
  }
  const received = await fetch(await answerWith(response));
  expect([received.status, await received.text()]).toEqual([202, 'as it is']);
  // The adapter itself reads the body of a Response that is not its own.
  expect(asked.filter((name) => name !== 'body')).toEqual([]);
});

test('an answer that stands for a lost connection is one', async () => {
  await expect(fetch(await answerWith(Response.error()))).rejects.toThrow('fetch failed');
});
