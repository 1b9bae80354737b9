// Who listens hears each request, answer, retry and failure once, and never a token.
import { expect, test } from 'vitest';
import { ServerError, UnexpectedAnswerError } from '../errors.ts';
import { fakeClient, problem } from '../testing/fakes.ts';
import type { Hooks } from './hooks.ts';

const get = { method: 'GET', path: '/clusters/prod' };
const found = { ...get, json: { name: 'prod' }, headers: { 'X-Request-Id': 'req-7' } };
const busy = { ...get, status: 503, json: problem(503, 'unavailable') };
const lost = { ...get, throws: new TypeError('fetch failed') };

function listener() {
  const heard: string[] = [];
  const events: unknown[] = [];
  const hear = (line: string, event: unknown) => {
    heard.push(line);
    events.push(event);
  };
  const hooks: Hooks = {
    onRequest: (event) => hear(`> ${event.method} ${event.url} ${event.attempt}`, event),
    onResponse: (event) => hear(`< ${event.status} ${event.requestId} ${event.body}`, event),
    onRetry: (event) => hear(`~ ${event.status} ${(event.error as Error)?.name} ${event.delayMs}`, event),
    onError: (event) => hear(`! ${event.method} ${event.address} ${(event.error as Error).name}`, event),
  };
  return { heard, events, hooks };
}

test('a call that is lost, refused and answered is heard in order', async () => {
  const { heard, hooks } = listener();
  const { client } = fakeClient([lost, { ...busy, json: {} }, found], { hooks });
  await client.clusters.get('prod');
  expect(heard).toEqual([
    '> GET https://api.test/v1/clusters/prod 1',
    '~ undefined ConnectionError 150',
    '> GET https://api.test/v1/clusters/prod 2',
    '< 503 undefined {}',
    '~ 503 undefined 300',
    '> GET https://api.test/v1/clusters/prod 3',
    '< 200 req-7 {"name":"prod"}',
  ]);
});

test('a failure is heard once, with what the caller gets', async () => {
  const { heard, events, hooks } = listener();
  const { client } = fakeClient([busy], { hooks: [hooks], retry: { maxRetries: 0 } });
  const error = await client.clusters.get('prod').catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ServerError);
  expect(heard.at(-1)).toBe('! GET /clusters/{cluster} ServerError');
  expect(events.at(-1)).toMatchObject({ error });
});

test('what cannot be sent is heard as well', async () => {
  const { heard, hooks } = listener();
  await expect(fakeClient([], { hooks }).client.clusters.get('..')).rejects.toThrow();
  expect(heard).toEqual(['! GET /clusters/{cluster} UnsafePathError']);
});

test('nobody hears a token', async () => {
  const { events, hooks } = listener();
  await fakeClient([busy, found], { hooks }).client.clusters.get('prod');
  expect(events).toHaveLength(5);
  expect(JSON.stringify(events)).not.toContain('secret-token');
});

test('a header that a hook adds is sent, with that attempt alone', async () => {
  const hooks: Hooks = {
    onRequest: (request) => {
      request.headers['traceparent'] ??= `attempt-${request.attempt}`;
    },
  };
  const { client, seen } = fakeClient([busy, found], { hooks });
  await client.clusters.get('prod');
  expect(seen.map(({ headers }) => headers.get('traceparent'))).toEqual(['attempt-1', 'attempt-2']);
});

test('an answer that cannot be used is a failure that is heard', async () => {
  const { heard, hooks } = listener();
  const text = { ...get, text: '{"name":' };
  const list = { ...get, path: '/clusters', json: { items: 'none' } };
  const yaml = { ...get, path: '/clusters/prod/manifest', text: '' };
  const create = { method: 'POST', path: '/clusters', status: 202, json: {} };
  const { client } = fakeClient([text, list, list, yaml, create], { hooks });
  const calls = [
    () => client.clusters.get('prod'),
    () => client.clusters.list(),
    () => client.clusters.list().withResponse(),
    () => client.manifests.get('prod'),
    () => client.clusters.create({ name: 'prod' }),
  ];
  for (const call of calls) await expect(call()).rejects.toThrow(UnexpectedAnswerError);
  expect(heard.filter((line) => line.startsWith('!'))).toEqual([
    '! GET /clusters/{cluster} UnexpectedAnswerError',
    '! GET /clusters UnexpectedAnswerError',
    '! GET /clusters UnexpectedAnswerError',
    '! GET /clusters/{cluster}/manifest UnexpectedAnswerError',
    '! POST /clusters UnexpectedAnswerError',
  ]);
});

test('a hook that fails later ends nothing', async () => {
  const late = async () => {
    throw new Error('the log is full');
  };
  const each = { onRequest: late, onResponse: late, onRetry: late, onError: late };
  const { client } = fakeClient([busy, found], { hooks: each });
  expect(await client.clusters.get('prod')).toEqual({ name: 'prod' });
  // A rejection that nobody handles would end this process.
  await new Promise((resolve) => setImmediate(resolve));
});

test('a hook that throws fails no call, and the others still hear', async () => {
  const { heard, hooks } = listener();
  const broken = () => {
    throw new Error('the log is full');
  };
  const each = { onRequest: broken, onResponse: broken, onRetry: broken, onError: broken };
  const { client } = fakeClient([busy, found], { hooks: [each, hooks] });
  expect(await client.clusters.get('prod')).toEqual({ name: 'prod' });
  expect(heard).toHaveLength(5);
});
