// Kubeconfigs through the API: when they are issued, that their secret is shown once, and what the file may hold.
import type { IssuedKubeconfig, Kubeconfig, KubeconfigList, Operation, Problem } from '@hikube/openapi/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ALONE, startTestService, type TestService } from '../support/service.ts';

let service: TestService;
const PATH = '/clusters/prod/kubeconfigs';

beforeAll(async () => {
  service = await startTestService({ config: ALONE });
  const created = await service.api<Operation>('POST', '/clusters', {
    body: { name: 'prod', topology: 'development' },
  });
  await service.finish(created.body);
});
afterAll(() => service.dispose());

function issue(body: object, headers: Readonly<Record<string, string>> = {}) {
  return service.api<IssuedKubeconfig>('POST', PATH, { body, headers });
}

describe('an answer that carries a secret', () => {
  test('is given once: the same key is refused with the id to revoke', async () => {
    const headers = { 'Idempotency-Key': 'k-secret' };
    const first = await issue({ role: 'view' }, headers);
    const again = await service.api<Problem>('POST', PATH, { body: { role: 'view' }, headers });
    expect(again.body).toMatchObject({ status: 409, code: 'secret_not_repeatable' });
    expect(again.body.detail).toContain(first.body.id);
    const { body } = await service.api<Kubeconfig>('DELETE', `${PATH}/${first.body.id}`);
    expect(body.revokedAt).not.toBeNull();
  });

  test('is made once for a key that came five times at once', async () => {
    const before = (await service.api<KubeconfigList>('GET', `${PATH}?limit=200`)).body.items.length;
    const headers = { 'Idempotency-Key': 'k-at-once' };
    const replies = await Promise.all(Array.from({ length: 5 }, () => issue({ role: 'edit' }, headers)));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    const after = (await service.api<KubeconfigList>('GET', `${PATH}?limit=200`)).body.items.length;
    expect(after).toBe(before + 1);
  });

  test('with another body is another request', async () => {
    const headers = { 'Idempotency-Key': 'k-other' };
    await issue({ role: 'view' }, headers);
    const other = await service.api<Problem>('POST', PATH, { body: { role: 'admin' }, headers });
    expect(other.body.code).toBe('idempotency_key_reused');
  });
});

test('a cluster has a bounded number of them', async () => {
  const bounded = await startTestService({ config: { mostTokens: 1 } });
  const body = { name: 'prod', topology: 'development' };
  await bounded.finish((await bounded.api<Operation>('POST', '/clusters', { body })).body);
  expect((await bounded.api('POST', PATH, { body: { role: 'view' } })).status).toBe(201);
  const refused = await bounded.api.refused('quota_exceeded', 'POST', PATH, { body: { role: 'view' } });
  expect(refused.body.detail).toMatch(
    /^The cluster "prod" has 1 kubeconfigs, which is the most that are kept/,
  );
  expect(refused.body.errors).toEqual([{ pointer: '', code: 'quota_exceeded', detail: refused.body.detail }]);
  await bounded.dispose();
});

describe('time', () => {
  test.each([
    [undefined, 900],
    [300, 300],
    [86_400, 86_400],
  ])('of %s seconds', async (ttlSeconds, expected) => {
    const { body } = await issue({ role: 'view', ...(ttlSeconds === undefined ? {} : { ttlSeconds }) });
    expect(body.ttlSeconds).toBe(expected);
    expect(Date.parse(body.expiresAt) - Date.parse(body.createdAt)).toBe(expected * 1_000);
  });

  test.each([299, 86_401, 900.5, '900', null])('of %j seconds is refused', async (ttlSeconds) => {
    await service.api.refused('validation_failed', 'POST', PATH, { body: { role: 'view', ttlSeconds } });
  });

  test.each([undefined, 'root', 'View'])('the role %s is refused', async (role) => {
    await service.api.refused('validation_failed', 'POST', PATH, { body: { role } });
  });
});

describe('revoking', () => {
  test('twice changes nothing, and the record stays for a day', async () => {
    const { body } = await issue({ role: 'view' });
    const first = await service.api<Kubeconfig>('DELETE', `${PATH}/${body.id}`);
    await service.clock.advance(60_000);
    const again = await service.api<Kubeconfig>('DELETE', `${PATH}/${body.id}`);
    expect(again.text).toBe(first.text);
    await service.clock.advance(86_400_000 + 840_000 - 1);
    expect((await service.api('GET', `${PATH}/${body.id}`)).status).toBe(200);
    await service.clock.advance(1);
    await service.api.refused('not_found', 'GET', `${PATH}/${body.id}`);
  });

  test('needs the scope write', async () => {
    const { body } = await issue({ role: 'view' });
    const reader = service.api.as(await service.token({ tenant: 'demo', scopes: ['read'] }));
    await reader.refused('forbidden', 'DELETE', `${PATH}/${body.id}`);
    await reader.refused('forbidden', 'POST', PATH, { body: { role: 'view' } });
    expect((await reader('GET', `${PATH}/${body.id}`)).status).toBe(200);
  });
});

test('what runs or reads something is neither taken nor given, for every role and time', async () => {
  const times = [300, 900, 86_400];
  let issued = 0;
  for (const role of ['view', 'edit', 'admin']) {
    for (const ttlSeconds of times) {
      const { body } = await issue({ role, ttlSeconds });
      expect(body.kubeconfig).not.toMatch(
        /exec|auth-provider|client-(?:certificate|key)|tokenFile|file:|\/etc\/|proxy-url/i,
      );
      expect(Date.parse(body.expiresAt) - Date.parse(body.createdAt)).toBe(ttlSeconds * 1000);
      issued += 1;
    }
    const more = {
      exec: { command: 'id' },
      'auth-provider': { name: 'x' },
      tokenFile: '/etc/passwd',
      proxyUrl: 'http://x',
    };
    for (const [field, value] of Object.entries(more)) {
      const refused = await service.api.refused('validation_failed', 'POST', PATH, {
        body: { role, [field]: value },
      });
      expect(refused.body.errors?.map(({ pointer }) => pointer)).toEqual([`/${field}`]);
    }
  }
  for (const ttlSeconds of [0, -1, 299, 86_401, 1e9]) {
    await service.api.refused('validation_failed', 'POST', PATH, { body: { role: 'view', ttlSeconds } });
  }
  console.log(
    `kubeconfigs: ${issued} issued, each ends to the millisecond, 0 with a field that runs or reads something`,
  );
});

test('the file holds an address, an authority and a token, and nothing that runs or reads', async () => {
  const { body } = await issue({ role: 'edit' });
  expect(parse(body.kubeconfig)).toEqual({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'prod',
        cluster: {
          server: 'https://prod.demo.k8s.hikube.cloud',
          'certificate-authority-data': expect.stringMatching(/^LS0tLS1CRUdJTi/),
        },
      },
    ],
    users: [{ name: 'prod-edit', user: { token: expect.stringMatching(/^hkc_[0-9a-f]{60}$/) } }],
    contexts: [{ name: 'prod', context: { cluster: 'prod', user: 'prod-edit' } }],
    'current-context': 'prod',
    preferences: {},
  });
});

test('lists go page by page, oldest first', async () => {
  for (let count = 0; count < 4; count += 1) {
    await issue({ role: 'view' });
    await service.clock.advance(1);
  }
  const all = (await service.api<KubeconfigList>('GET', `${PATH}?limit=200`)).body.items;
  expect(all.length).toBeGreaterThan(3);
  const first = (await service.api<KubeconfigList>('GET', `${PATH}?limit=2`)).body;
  const next = (await service.api<KubeconfigList>('GET', `${PATH}?limit=200&cursor=${first.nextCursor}`))
    .body;
  expect([...first.items, ...next.items]).toEqual(all);
  expect(all.map(({ createdAt }) => createdAt)).toEqual(all.map(({ createdAt }) => createdAt).sort());
});

test('a cluster that comes up says when to come back, and one that goes says so', async () => {
  const created = await service.api<Operation>('POST', '/clusters', {
    body: { name: 'young', topology: 'development' },
  });
  const path = '/clusters/young/kubeconfigs';
  const early = await service.api.refused('not_ready', 'POST', path, { body: { role: 'view' } });
  expect(early.headers.get('retry-after')).toBe('15');
  await service.finish(created.body);
  expect((await service.api('POST', path, { body: { role: 'view' } })).status).toBe(201);
  await service.api('DELETE', '/clusters/young');
  await service.api.refused('deleting', 'POST', path, { body: { role: 'view' } });
});
