import { describe, expect, test } from 'vitest';
import { ConnectionError, ServerError, UnexpectedAnswerError } from '../errors.ts';
import { fakeClient, problem } from '../testing/fakes.ts';

const stream = { method: 'GET', path: '/clusters/prod/events' };
const events = (...ids: string[]) => ({
  ...stream,
  text: ids.map((id) => `id: ${id}\ndata: {"id":"${id}"}\n\n`).join(''),
  headers: { 'Content-Type': 'text/event-stream' },
});
const refused = { ...stream, throws: new TypeError('fetch failed') };
const busy = { ...stream, status: 503, json: problem(503, 'unavailable', { retryable: true }) };
const gone = { ...stream, status: 404, json: problem(404, 'not_found') };
const page = (status: number) => ({
  ...stream,
  status,
  text: '<html>',
  headers: { 'Content-Type': 'text/html' },
});
const once = { retry: { maxRetries: 0 } };

async function watched(exchanges: Parameters<typeof fakeClient>[0]) {
  const { client, seen } = fakeClient(exchanges, once);
  const ids: string[] = [];
  const end = await (async () => {
    for await (const event of client.events.watch('prod')) ids.push(event.id);
  })().catch((error: unknown) => error);
  return { ids, end, after: seen.map(({ headers }) => headers.get('Last-Event-ID')) };
}

describe('a watch', () => {
  test('lives through lost connections and a service that is being restarted', async () => {
    const { ids, end, after } = await watched([
      events('1', '2'),
      refused,
      busy,
      page(200),
      page(404),
      events('3'),
      gone,
    ]);
    expect(ids).toEqual(['1', '2', '3']);
    expect(end).toBeUndefined();
    expect(after).toEqual([null, '2', '2', '2', '2', '2', '3']);
  });

  test.each([
    ['an address where nobody is', refused, ConnectionError],
    ['a service that is down', busy, ServerError],
    [
      'a page',
      { ...stream, text: '<html>', headers: { 'Content-Type': 'text/html' } },
      UnexpectedAnswerError,
    ],
  ])('of %s is an error, and not a wait without end', async (_what, exchange, Class) => {
    const { end, after } = await watched([exchange]);
    expect(end).toBeInstanceOf(Class);
    expect(after).toHaveLength(1);
  });

  test('ends with an error of its own at an event that cannot be read', async () => {
    const broken = { ...events(), text: 'id: 1\ndata: {"id":\n\n' };
    const { end } = await watched([broken]);
    expect(end).toBeInstanceOf(UnexpectedAnswerError);
  });
});
