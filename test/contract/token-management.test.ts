// Tokens of a tenant: issued once, listed without secrets, revoked for good, by administrators alone.
import type { IssuedToken, Token, TokenList } from '@hikube/openapi/types';
import { createClient } from '@hikube/sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

const DAY = 86_400_000;

let service: TestService;
beforeEach(async () => {
  service = await startTestService();
});
afterEach(() => service.dispose());

async function issue(body: object, headers: Record<string, string> = {}): Promise<IssuedToken> {
  return (await service.api<IssuedToken>('POST', '/tokens', { body, headers })).body;
}

describe('tokens of a tenant', () => {
  test('are bounded: one more is refused, until one is forgotten', async () => {
    await service.dispose();
    service = await startTestService({ config: { mostTokens: 3 } });
    const { id } = await issue({ scopes: ['read'] });
    await issue({ scopes: ['read'], ttlSeconds: 60 });
    const body = { scopes: ['read'] };
    const { body: problem } = await service.api.refused('quota_exceeded', 'POST', '/tokens', { body });
    expect(problem.detail).toBe(
      'The tenant has 3 tokens, which is the most that are kept: use those that there are. Tokens that have ended count for 30 days.',
    );
    expect(problem.errors).toEqual([{ pointer: '', code: 'quota_exceeded', detail: problem.detail }]);
    // The places of those that have ended are free with their records.
    await service.api('DELETE', `/tokens/${id}`);
    await service.api.refused('quota_exceeded', 'POST', '/tokens', { body });
    const forgotten = {
      key: { tenant: 'demo', kind: 'tokenEntry', id },
      delete: true as const,
      expect: 'any' as const,
    };
    await service.store.commit({ writes: [forgotten] });
    await issue(body);
    const other = await service.token({ tenant: 'other', scopes: ['admin'] });
    expect((await service.api.as(other)('POST', '/tokens', { body })).status).toBe(201);
  });
});

describe('the list of tokens', () => {
  test.each(['contract', 'first', 'second'])(
    'begins with the first token of all, by chance %s',
    async (seed) => {
      await service.dispose();
      service = await startTestService({ seed });
      // All of them in one moment.
      const issued = [await issue({ scopes: ['read'] }), await issue({ scopes: ['write'] })];
      const { items } = (await service.api<TokenList>('GET', '/tokens')).body;
      expect(items.slice(1).map(({ id }) => id)).toEqual(issued.map(({ id }) => id));
      expect(items[0]?.scopes).toContain('admin');
    },
  );
});

describe('a token', () => {
  test('may do what its scopes say, and what is below them', async () => {
    const { token, scopes } = await issue({ scopes: ['write'] });
    expect(scopes).toEqual(['read', 'write']);
    const api = service.api.as(token);
    expect((await api('POST', '/clusters', { body: { name: 'prod' } })).status).toBe(202);
    await api.refused('forbidden', 'GET', '/tokens');
    await api.refused('forbidden', 'POST', '/tokens', { body: { scopes: ['admin'] } });
  });

  test('expires when it should, and is forgotten a month later', async () => {
    const { id, token, expiresAt, createdAt } = await issue({ scopes: ['read'], ttlSeconds: 3600 });
    expect(Date.parse(expiresAt!) - Date.parse(createdAt)).toBe(3_600_000);
    await service.clock.advance(3_599_999);
    expect((await service.api.as(token)('GET', '/tenant')).status).toBe(200);
    await service.clock.advance(1);
    await service.api.as(token).refused('unauthenticated', 'GET', '/tenant');
    expect((await service.api<Token>('GET', `/tokens/${id}`)).body.revokedAt).toBeNull();
    const key = { tenant: 'demo', kind: 'tokenEntry', id };
    expect((await service.store.get(key))?.expiresAt).toBe(Date.parse(expiresAt!) + 30 * DAY);
  });

  test('is worthless from the answer on once it is revoked, and revoking again changes nothing', async () => {
    const { id, token } = await issue({ scopes: ['admin'] });
    const { body: revoked } = await service.api<Token>('DELETE', `/tokens/${id}`);
    await service.api.as(token).refused('unauthenticated', 'GET', '/tenant');
    await service.clock.advance(5000);
    expect((await service.api<Token>('DELETE', `/tokens/${id}`)).body).toEqual(revoked);
  });

  test('does not revoke itself', async () => {
    const { body } = await service.api<TokenList>('GET', '/tokens');
    const own = body.items[0]!;
    const refused = await service.api.refused('invalid_transition', 'DELETE', `/tokens/${own.id}`);
    expect(refused.body.detail).toBe(
      'This is the token that you use now: revoke it with another administrator token.',
    );
    const { token } = await issue({ scopes: ['admin'] });
    expect((await service.api.as(token)('DELETE', `/tokens/${own.id}`)).status).toBe(200);
    await service.api.refused('unauthenticated', 'GET', '/tenant');
  });

  test('stays in its tenant', async () => {
    const other = service.api.as(await service.token({ tenant: 'other', scopes: ['admin'] }));
    const { id } = await issue({ scopes: ['read'] });
    await other.refused('not_found', 'GET', `/tokens/${id}`);
    await other.refused('not_found', 'DELETE', `/tokens/${id}`);
    expect((await other<TokenList>('GET', '/tokens')).body.items.map((token) => token.id)).not.toContain(id);
  });
});

describe('the secret', () => {
  test('is shown once and stored nowhere', async () => {
    const { id, token } = await issue({ displayName: 'pipeline', scopes: ['read'] });
    const shown = [
      await service.api('GET', '/tokens'),
      await service.api('GET', `/tokens/${id}`),
      await service.api('DELETE', `/tokens/${id}`),
    ];
    for (const { text } of shown) expect(text).not.toContain(token);
    const stored = await Promise.all(
      ['token', 'tokenEntry', 'idempotency'].map((kind) => service.store.list({ kind, limit: 100 })),
    );
    expect(stored.flat().length).toBeGreaterThan(2);
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  test('is not repeated for the same key, which names the token to revoke', async () => {
    const headers = { 'idempotency-key': 'once' };
    const { id } = await issue({ scopes: ['read'] }, headers);
    const again = { body: { scopes: ['read'] }, headers };
    const { body } = await service.api.refused('secret_not_repeatable', 'POST', '/tokens', again);
    expect(body.detail).toContain(id);
    await service.api.refused('idempotency_key_reused', 'POST', '/tokens', {
      body: { scopes: ['admin'] },
      headers,
    });
  });

  test('is made once for a key that many send at the same time', async () => {
    const headers = { 'idempotency-key': 'race' };
    const before = (await service.api<TokenList>('GET', '/tokens')).body.items.length;
    const replies = await Promise.all(
      Array.from({ length: 20 }, () =>
        service.api('POST', '/tokens', { body: { scopes: ['read'] }, headers }),
      ),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 409)).toHaveLength(19);
    const { body } = await service.api<TokenList>('GET', '/tokens');
    expect(body.items).toHaveLength(before + 1);
  });
});

test.each([
  [{}, '/scopes'],
  [{ scopes: [] }, '/scopes'],
  [{ scopes: ['root'] }, '/scopes/0'],
  [{ scopes: ['read', 'read'] }, '/scopes'],
  [{ scopes: ['read'], ttlSeconds: 59 }, '/ttlSeconds'],
  [{ scopes: ['read'], ttlSeconds: 31_536_001 }, '/ttlSeconds'],
  [{ scopes: ['read'], displayName: 'x'.repeat(101) }, '/displayName'],
])('%j is refused', async (body, pointer) => {
  const refused = await service.api.refused('validation_failed', 'POST', '/tokens', { body });
  expect(refused.body.errors).toMatchObject([{ pointer }]);
});

test('the client issues, lists, reads and revokes', async () => {
  const { tokens } = createClient({
    endpoint: 'http://127.0.0.1:8642/v1',
    token: 'an-administrator-of-demo',
    fetch: (request) => service.service.fetch(request),
  });
  const { token, ...shown } = await tokens.create({ displayName: 'pipeline', scopes: ['read'] });
  expect(token).toMatch(/^hik_/);
  expect(await tokens.get(shown.id)).toEqual(shown);
  expect((await tokens.revoke(shown.id)).revokedAt).not.toBeNull();
  const listed = await tokens.list({ limit: 1 }).toArray();
  expect(listed.map(({ displayName }) => displayName)).toContain('pipeline');
});
