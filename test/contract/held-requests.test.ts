// Streams and waits: a token holds a bounded number of them, and every way to end one gives its place back.
import type { Operation } from '@hikube/openapi/types';
import { StoreError } from '@hikube/service';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { scaled } from '../support/scale.ts';
import { startTestService, type TestService } from '../support/service.ts';

const MOST = 4;
const STREAM = { accept: 'text/event-stream' };

let service: TestService;
let id: string;
/** Makes reading fail. */
let isAway: boolean;
beforeEach(async () => {
  isAway = false;
  service = await startTestService({
    config: { heldLimit: { perToken: MOST, perTenant: MOST + 2 } },
    wrapStore: (store) =>
      new Proxy(store, {
        get(target, name) {
          const member: unknown = Reflect.get(target, name, target);
          if (typeof member !== 'function') return member;
          return (...rest: unknown[]) =>
            isAway
              ? Promise.reject(new StoreError('unavailable', 'It is away.'))
              : (member as (...all: unknown[]) => unknown).apply(target, rest);
        },
      }),
  });
  const body = { name: 'prod', topology: 'development' };
  id = (await service.api<Operation>('POST', '/clusters', { body })).body.id;
});
afterEach(() => service.dispose());

const TOKEN = 'an-administrator-of-demo';

/** Sends a request as it is; a stream stays open until its body is cancelled. */
function open(path: string, token = TOKEN, signal?: AbortSignal): Promise<Response> {
  const headers = { ...STREAM, authorization: `Bearer ${token}` };
  const init = signal === undefined ? { headers } : { headers, signal };
  return service.service.fetch(new Request(`http://127.0.0.1/v1${path}`, init));
}

async function held(): Promise<number> {
  const response = await service.service.fetch(new Request('http://127.0.0.1/metrics'));
  return Number(/^hikube_held_requests (\d+)$/m.exec(await response.text())?.[1]);
}

const PATHS = () => [`/operations/${id}`, '/clusters/prod/events'];

/** Opens as many streams as a token may hold. */
async function fill(): Promise<readonly Response[]> {
  const streams = await Promise.all(Array.from({ length: MOST }, (_, index) => open(PATHS()[index % 2]!)));
  expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
  expect(await held()).toBe(MOST);
  return streams;
}

test('one more is a documented problem that says what to do', async () => {
  await fill();
  for (const path of [`/operations/${id}?wait=60s`, ...PATHS()]) {
    const headers = path.includes('wait') ? {} : STREAM;
    const refused = await service.api.refused('too_many_held_requests', 'GET', path, { headers });
    expect([refused.status, refused.headers.get('retry-after'), refused.body.detail]).toEqual([
      429,
      '10',
      'This token holds 4 streams and waits open, and it may hold 4: close one, or ask without waiting.',
    ]);
  }
});

test('whoever does not wait, and every other token, is answered', async () => {
  await fill();
  expect((await service.api('GET', `/operations/${id}`)).status).toBe(200);
  expect((await service.api('GET', `/operations/${id}?wait=0s`)).status).toBe(200);
  expect((await service.api('GET', '/clusters/prod/events')).status).toBe(200);
  expect((await service.api('HEAD', '/clusters/prod')).status).toBe(200);
  const other = await service.token({ tenant: 'demo', scopes: ['read'] });
  expect((await open('/clusters/prod/events', other)).status).toBe(200);
  expect(await held()).toBe(MOST + 1);
});

test('the tokens of a tenant share their places, and those of another have their own', async () => {
  await fill();
  const [second, third] = [
    await service.token({ tenant: 'demo', scopes: ['read'] }),
    await service.token({ tenant: 'demo', scopes: ['read'] }),
  ];
  for (const token of [second, third]) expect((await open('/clusters/prod/events', token)).status).toBe(200);
  const refused = await service.api
    .as(third)
    .refused('too_many_held_requests', 'GET', '/clusters/prod/events', {
      headers: STREAM,
    });
  expect(refused.body.detail).toBe(
    'The tokens of this tenant hold 6 streams and waits open, and they may hold 6: close one, or ask without waiting.',
  );
  const other = await service.token({ tenant: 'other', scopes: ['read'] });
  expect((await open('/operations/op-0', other)).status).toBe(404);
});

test('what is refused or answered at once takes no place', async () => {
  for (let round = 0; round < 2 * MOST; round += 1) {
    await service.api.refused('not_found', 'GET', '/operations/op-0?wait=60s');
    await service.api.refused('not_found', 'GET', '/clusters/nothing/events', { headers: STREAM });
    await service.api.refused('invalid_cursor', 'GET', '/clusters/prod/events', {
      headers: { ...STREAM, 'last-event-id': 'nonsense' },
    });
    await service.api.refused('invalid_parameter', 'GET', `/operations/${id}?wait=61s`);
    expect((await service.api('HEAD', '/clusters/prod/events', { headers: STREAM })).status).toBe(200);
  }
  expect(await held()).toBe(0);
});

test('a wait gives its place back when it is over', async () => {
  const waits = Array.from({ length: MOST }, () => service.api('GET', `/operations/${id}?wait=1s`));
  while ((await held()) < MOST) await new Promise((resolve) => setImmediate(resolve));
  await service.api.refused('too_many_held_requests', 'GET', `/operations/${id}?wait=1s`);
  await service.clock.advance(1_000);
  await Promise.all(waits);
  expect(await held()).toBe(0);
});

test('a stream gives its place back when it ends by itself', async () => {
  const streams = await fill();
  const texts = Promise.all(streams.map((each) => each.text()));
  await service.finish({ id });
  const deletion = await service.api<Operation>('DELETE', '/clusters/prod');
  await service.finish(deletion.body);
  await service.clock.advance(60_000);
  await texts;
  expect(await held()).toBe(0);
});

test('a stream that breaks gives its place back', async () => {
  const stream = await open(`/operations/${id}`);
  const reading = stream.text().catch((error: unknown) => error);
  expect(await held()).toBe(1);
  isAway = true;
  await service.clock.advance(60_000);
  isAway = false;
  expect(await reading).toBeInstanceOf(StoreError);
  expect(await held()).toBe(0);
});

test('readers that come and go in every way leave nothing behind', async () => {
  // Who follows events then finds one.
  await service.finish({ id });
  id = (await service.api<Operation>('PATCH', '/clusters/prod', { body: { topology: 'production' } })).body
    .id;
  const readers = scaled(1000);
  let refused = 0;
  for (let index = 0; index < readers; index += 1) {
    const leaving = new AbortController();
    const response = await open(PATHS()[Math.floor(index / 4) % 2]!, TOKEN, leaving.signal);
    if (response.status === 429) refused += 1;
    // Without a word, after the first message, with a cancellation, twice over.
    if (index % 4 === 0) leaving.abort();
    else if (index % 4 === 1) await readOne(response).then(() => leaving.abort());
    else await response.body!.cancel();
    if (index % 4 === 3) leaving.abort();
  }
  expect([refused, await held()]).toEqual([0, 0]);
  console.log(`held requests: ${readers} readers came and went in 4 ways, ${await held()} places lost`);
});

async function readOne(response: Response): Promise<void> {
  const reader = response.body!.getReader();
  await reader.read();
  reader.releaseLock();
}
