import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../clock.ts';
import { tokenKey } from '../model/keys.ts';
import { createSeededRandom } from '../random.ts';
import { createMemoryStore } from '../store/memory/memory-store.ts';
import { issueToken, revokeToken } from './issue.ts';
import { isTokenText, newTokenText, sameDigest, type TokenRecord, verifyToken } from './token.ts';

const NOW = 1_770_000_000_000;
const random = createSeededRandom('verify');
const newStore = () => createMemoryStore({ clock: createVirtualClock(NOW) });

describe('verifyToken', () => {
  test('says whose the token is and what it may do', async () => {
    const store = newStore();
    const { id, token } = await issueToken(
      { store, random, now: NOW },
      { tenant: 'demo', scopes: ['write'] },
    );
    expect(await verifyToken(store, token, NOW)).toEqual({
      valid: true,
      caller: { tenant: 'demo', token: id, scopes: ['read', 'write'] },
      expiresAt: null,
      revision: expect.any(Number),
    });
  });

  test('refuses it from the moment at which it expires', async () => {
    const store = newStore();
    const order = { tenant: 'demo', scopes: ['read'] as const, expiresAt: NOW + 10 };
    const { token } = await issueToken({ store, random, now: NOW }, order);
    expect(await verifyToken(store, token, NOW + 9)).toMatchObject({ valid: true });
    expect(await verifyToken(store, token, NOW + 10)).toEqual({ valid: false, reason: 'expired' });
  });

  test('refuses it once it is revoked, for good', async () => {
    const store = newStore();
    const { token } = await issueToken({ store, random, now: NOW }, { tenant: 'demo', scopes: ['read'] });
    expect(await revokeToken({ store, now: NOW }, token)).toBe(true);
    expect(await revokeToken({ store, now: NOW + 5 }, token)).toBe(true);
    expect(await verifyToken(store, token, NOW)).toEqual({ valid: false, reason: 'revoked' });
    expect(await revokeToken({ store, now: NOW }, 'never-issued')).toBe(false);
  });

  test('refuses what it does not know, and what cannot be a token', async () => {
    const store = newStore();
    expect(await verifyToken(store, newTokenText(random), NOW)).toEqual({ valid: false, reason: 'unknown' });
    expect(await verifyToken(store, 'a b', NOW)).toEqual({ valid: false, reason: 'malformed' });
  });

  test('opens no door for a record that is damaged', async () => {
    const store = newStore();
    const { token } = await issueToken({ store, random, now: NOW }, { tenant: 'demo', scopes: ['admin'] });
    const [document] = await store.list<TokenRecord>({ kind: 'token', limit: 1 });
    const damage = (change: Partial<TokenRecord>) =>
      store.commit({
        writes: [{ key: document!.key, body: { ...document!.body, ...change }, expect: 'any' }],
      });
    await damage({ expiresAt: 'someday' });
    expect(await verifyToken(store, token, NOW)).toEqual({ valid: false, reason: 'expired' });
    await damage({ digest: 'f'.repeat(64) });
    expect(await verifyToken(store, token, NOW)).toEqual({ valid: false, reason: 'unknown' });
    await damage({ scopes: [] });
    expect(await verifyToken(store, token, NOW)).toMatchObject({ valid: true, caller: { scopes: [] } });
  });
});

test('nothing in the store tells the token', async () => {
  const store = newStore();
  const { token } = await issueToken({ store, random, now: NOW }, { tenant: 'demo', scopes: ['admin'] });
  const documents = await store.list({ kind: 'token', limit: 10 });
  expect(documents).toHaveLength(1);
  expect(documents[0]!.key).toEqual(tokenKey(documents[0]!.key.id));
  expect(JSON.stringify(documents)).not.toContain(token.slice(4, 20));
});

describe('the text of a token', () => {
  test('has 240 bits of chance behind a mark', () => {
    expect(newTokenText(random)).toMatch(/^hik_[0-9a-f]{60}$/);
  });

  test.each([
    ['12345678', true],
    ['a.b_c~d+e/f-g==', true],
    ['x'.repeat(512), true],
    ['1234567', false],
    ['x'.repeat(513), false],
    ['12345678===', false],
    ['12345=678', false],
    ['tokén-token', false],
    ['token token', false],
    ['token\ntoken', false],
  ])('%s: %s', (text, isToken) => {
    expect(isTokenText(text)).toBe(isToken);
  });
});

test.each([
  ['abc', 'abc', true],
  ['abc', 'abd', false],
  ['abc', 'ab', false],
  ['ab', 'abab', false],
  ['', '', true],
  ['a', '', false],
])('digests %j and %j are the same: %s', (one, other, isSame) => {
  expect(sameDigest(one, other)).toBe(isSame);
});
