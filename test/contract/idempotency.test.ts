// Idempotency keys: one answer for one key and request, whoever is faster and whatever happened since.
import type { ClusterList, Operation, Problem } from '@hikube/openapi/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../support/api.ts';
import { scaled, scaledTimeout } from '../support/scale.ts';
import { ALONE, startTestService, type TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ store: 'sqlite', config: { quota: {} } });
});
afterAll(() => service.dispose());

const HOUR = 3_600_000;

function create(name: string, key: string, displayName = '') {
  return service.api<Operation>('POST', '/clusters', {
    body: { name, displayName, topology: 'development' },
    headers: { 'Idempotency-Key': key },
  });
}

describe('the same key', () => {
  test('and body replay the answer, headers included', async () => {
    const first = await create('replayed', 'k-replayed');
    const again = await create('replayed', 'k-replayed');
    expect([again.status, again.text]).toEqual([202, first.text]);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([
      null,
      'true',
    ]);
  });

  test('replays before it looks at the object', async () => {
    const path = '/clusters/replayed';
    const { headers } = await service.api('GET', path);
    const call = {
      body: { displayName: 'New' },
      headers: { 'Idempotency-Key': 'k-before', 'If-Match': headers.get('etag')! },
    };
    const first = await service.api('PATCH', path, call);
    // The ETag is old by now, and the request would be refused if it were new.
    const again = await service.api('PATCH', path, call);
    expect([again.status, again.text]).toEqual([202, first.text]);
  });

  test('replays although the keys of the body are in another order', async () => {
    const headers = { 'Idempotency-Key': 'k-order' };
    const first = await service.api('POST', '/clusters', {
      raw: '{"name":"order","topology":"development"}',
      headers,
    });
    const again = await service.api('POST', '/clusters', {
      raw: '{"topology":"development", "name":"order"}',
      headers,
    });
    expect(again.text).toBe(first.text);
  });

  test.each([
    ['another body', () => create('reused', 'k-reused', 'other')],
    [
      'another path',
      () => service.api('DELETE', '/clusters/reused', { headers: { 'Idempotency-Key': 'k-reused' } }),
    ],
  ])('with %s is refused', async (_name, again) => {
    await create('reused', 'k-reused');
    expect((await again()).body).toMatchObject({ code: 'idempotency_key_reused', status: 422 });
  });

  test('is kept for 24 hours', async () => {
    const other = await startTestService({ config: ALONE });
    const send = () =>
      other.api<Operation>('POST', '/clusters', {
        body: { name: 'kept', topology: 'development' },
        headers: { 'Idempotency-Key': 'k-kept' },
      });
    const first = await send();
    await other.clock.advance(24 * HOUR - 1);
    expect((await send()).text).toBe(first.text);
    await other.clock.advance(1);
    expect((await send()).body).toMatchObject({ code: 'already_exists' });
    await other.dispose();
  });

  test('is not claimed by a refusal', async () => {
    const headers = { 'Idempotency-Key': 'k-refused' };
    await service.api.refused('validation_failed', 'POST', '/clusters', { body: { name: 'N' }, headers });
    expect((await create('refused', 'k-refused')).status).toBe(202);
  });

  test('is not claimed by a preview', async () => {
    const headers = { 'Idempotency-Key': 'k-dry' };
    await service.api('POST', '/previews/clusters', { body: { name: 'dry' }, headers });
    expect((await create('dry', 'k-dry')).status).toBe(202);
  });

  test.each(['', 'a b', 'é', 'x'.repeat(256)])('%j is no key', async (key) => {
    const headers = { 'Idempotency-Key': encodeURI(key) === key ? key : 'a b' };
    const reply = await service.api('POST', '/clusters', { body: { name: 'x' }, headers });
    expect(reply.body).toMatchObject({
      code: 'invalid_parameter',
      errors: expect.arrayContaining([expect.objectContaining({ pointer: 'Idempotency-Key' })]),
    });
  });
});

/** The other half of the thousand is sent over kills of the service: test/robustness/idempotency.test.ts. */
const KEYS = scaled(500, 50);

test('each of many keys, five times at once, makes one object', {
  timeout: scaledTimeout(180_000),
}, async () => {
  const other = service.api.as(await service.token({ tenant: 'other', scopes: ['admin'] }));
  let replays = 0;
  let reused = 0;
  const ids = new Set<string>();
  for (let index = 0; index < KEYS; index += 1) {
    const [name, key] = [`many-${index}`, `k-many-${index}`];
    const replies = await Promise.all(Array.from({ length: 5 }, () => create(name, key)));
    expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    replays += replies.filter(({ headers }) => headers.get('idempotency-replayed') === 'true').length;
    const { body } = await create(name, key, 'another body');
    if ((body as unknown as Problem).code === 'idempotency_key_reused') reused += 1;
    // The key of one tenant is nothing to another one.
    const foreign = await other<Operation>('POST', '/clusters', {
      body: { name, displayName: 'of the other', topology: 'development' },
      headers: { 'Idempotency-Key': key },
    });
    expect([foreign.status, foreign.headers.get('idempotency-replayed')]).toEqual([202, null]);
    ids.add(replies[0]!.body.id).add(foreign.body.id);
  }
  const names = await namesOf(service.api);
  expect(names.filter((name) => name.startsWith('many-'))).toHaveLength(KEYS);
  expect(await namesOf(other)).toHaveLength(KEYS);
  expect([replays, reused, ids.size]).toEqual([4 * KEYS, KEYS, 2 * KEYS]);
  console.log(
    `idempotency: ${KEYS} keys × 5 at once: ${KEYS} clusters, ${replays} replays, 0 different answers, ` +
      `${reused} of ${KEYS} other bodies refused, ${KEYS} of ${KEYS} keys free for another tenant`,
  );
});

async function namesOf(api: Api): Promise<string[]> {
  const names: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const { body } = await api<ClusterList>('GET', `/clusters?limit=200${more}`);
    names.push(...body.items.map(({ name }) => name));
    cursor = body.nextCursor;
  }
  return names;
}
