// What is remembered of operations, so that whoever watches is told of each step, is bounded.
import { expect, test } from 'vitest';
import { turn } from './clock.ts';
import { createPolls } from './polls.ts';

/** An API in which operations begin, and nothing ever happens to them. */
const polls = createPolls(
  async ({ method, url, headers }) => {
    const id = new URL(url).pathname.split('/').at(-1);
    // The state now, and then silence.
    if (headers.get('Accept') === 'text/event-stream')
      return new Response(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array(1)) }));
    return Response.json({ id, endedAt: null }, { status: method === 'GET' ? 200 : 202 });
  },
  () => Number.POSITIVE_INFINITY,
);

const urlOf = (id: number) => `http://emulator.test/v1/operations/op-${id}`;

/** Whether somebody who watches is told at once. */
async function isToldAtOnce(id: number): Promise<boolean> {
  const end = new AbortController();
  let isTold = false;
  const watch = polls(new Request(`${urlOf(id)}?wait=1s`, { signal: end.signal })).then(() => {
    isTold = true;
  });
  for (let passed = 0; passed < 100 && !isTold; passed += 1) await turn();
  const wasTold = isTold;
  end.abort();
  await watch;
  return wasTold;
}

test('an operation that was told before a thousand others is news again', async () => {
  for (let id = 0; id <= 1_000; id += 1) await polls(new Request(urlOf(id), { method: 'POST' }));
  expect(await isToldAtOnce(0)).toBe(true);
});
