// An operation as a stream of its states.
import type { Operation } from '@hikube/openapi/types';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
let id: string;
beforeEach(async () => {
  service = await startTestService();
  const body = { name: 'prod', topology: 'development' };
  id = (await service.api<Operation>('POST', '/clusters', { body })).body.id;
});
afterEach(() => service.dispose());

function open(path = `/operations/${id}`, token = 'an-administrator-of-demo'): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' };
  return service.service.fetch(new Request(`http://127.0.0.1:8642/v1${path}`, { headers }));
}

/** Reads to the end, while time passes. */
async function readAll(response: Response): Promise<string> {
  let text: string | undefined;
  const reading = response.text().then((all) => {
    text = all;
  });
  for (let second = 0; second < 600 && text === undefined; second += 1) await service.clock.advance(1000);
  await reading;
  return text ?? '';
}

function statesOf(text: string): Operation[] {
  return [...text.matchAll(/^event: operation\ndata: (.*)$/gm)].map(
    ([, json]) => JSON.parse(json!) as Operation,
  );
}

test('shows each state once, from the first to the last', async () => {
  const response = await open();
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const states = statesOf(await readAll(response));
  expect(states[0]).toMatchObject({ id, endedAt: null });
  expect(states.at(-1)).toMatchObject({ id, status: 'succeeded' });
  expect(states.filter(({ endedAt }) => endedAt !== null)).toHaveLength(1);
  const percents = states.map(({ progress }) => progress.percent);
  expect(percents).toEqual([...percents].sort((a, b) => a - b));
  expect(new Set(states.map((state) => JSON.stringify(state))).size).toBe(states.length);
  expect(states.at(-1)).toEqual((await service.api('GET', `/operations/${id}`)).body);
});

test('shows that it lives while nothing changes', async () => {
  const text = await readAll(await open());
  expect(text).toContain('\n\n:\n\n');
});

test('one that has ended is shown once', async () => {
  await service.finish({ id });
  expect(statesOf(await (await open()).text())).toHaveLength(1);
});

test('ends when the service stops', async () => {
  const response = await open();
  const text = response.text();
  await new Promise((resolve) => setImmediate(resolve));
  await service.service.stop();
  expect(statesOf(await text)).toHaveLength(1);
});

test('HEAD has headers and no stream', async () => {
  // The first look at the cluster is over then, and what it waits for is on the clock.
  await service.clock.advance(1);
  const { pending } = service.clock;
  const headers = { authorization: 'Bearer an-administrator-of-demo', accept: 'text/event-stream' };
  const url = `http://127.0.0.1:8642/v1/operations/${id}`;
  const response = await service.service.fetch(new Request(url, { method: 'HEAD', headers }));
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(await response.text()).toBe('');
  expect(service.clock.pending).toBe(pending);
});

test('one that is missing or of somebody else is not there', async () => {
  const headers = { accept: 'text/event-stream' };
  await service.api.refused('not_found', 'GET', '/operations/op-nothing', { headers });
  const other = service.api.as(await service.token({ tenant: 'other', scopes: ['admin'] }));
  await other.refused('not_found', 'GET', `/operations/${id}`, { headers });
});
