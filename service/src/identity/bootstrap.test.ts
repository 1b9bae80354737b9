import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../clock.ts';
import { digestOf } from '../crypto.ts';
import { createIdSource } from '../model/ids.ts';
import { firstTokenKey, tokenKey } from '../model/keys.ts';
import { createSeededRandom } from '../random.ts';
import { createMemoryStore } from '../store/memory/memory-store.ts';
import type { Store } from '../store/store.ts';
import { ensureFirstToken } from './bootstrap.ts';
import { verifyToken } from './token.ts';

const NOW = 1_770_000_000_000;
const tools = (store: Store, seed = 1) => {
  const random = createSeededRandom(seed);
  return { store, random, ids: createIdSource(createVirtualClock(NOW), random), now: NOW };
};
const given = (token: string, tenant = 'demo') => ({ tenant, token });
const newStore = () => createMemoryStore({ clock: createVirtualClock(NOW) });
const isValid = async (store: Store, token: string) => (await verifyToken(store, token, NOW)).valid;

describe('ensureFirstToken', () => {
  test('makes one on the first start and tells it once', async () => {
    const store = newStore();
    const first = await ensureFirstToken(tools(store));
    expect(first).toEqual({ origin: 'made', token: expect.stringMatching(/^hik_[0-9a-f]{60}$/) });
    const kept = { origin: 'kept', from: 'start', isWeak: false, isValid: true };
    expect(await ensureFirstToken(tools(store, 2))).toEqual(kept);
    const token = 'token' in first ? first.token : '';
    expect(await verifyToken(store, token, NOW)).toMatchObject({
      caller: { tenant: 'demo', scopes: ['read', 'write', 'admin'] },
    });
  });

  test('takes the configured one, and replaces the one before', async () => {
    const store = newStore();
    const first = await ensureFirstToken(tools(store));
    expect(await ensureFirstToken(tools(store, 2), given('mine-mine'))).toEqual({
      origin: 'configured',
      replaces: true,
    });
    expect(await isValid(store, 'token' in first ? first.token : '')).toBe(false);
    const other = await ensureFirstToken(tools(store, 3), given('other-other'));
    expect(other).toEqual({ origin: 'configured', replaces: true });
    expect(await isValid(store, 'mine-mine')).toBe(false);
    expect(await isValid(store, 'other-other')).toBe(true);
    expect(await store.count({ kind: 'tokenEntry', tenant: 'demo' })).toBe(1);
  });

  test('remembers of a kept one where it is from, and whether it could be guessed', async () => {
    const store = newStore();
    const first = await ensureFirstToken(tools(store), given('mine-mine'));
    expect(first).toEqual({ origin: 'configured', replaces: false });
    const kept = { origin: 'kept', from: 'setting', isWeak: true, isValid: true };
    expect(await ensureFirstToken(tools(store, 2))).toEqual(kept);
    await ensureFirstToken(tools(store, 3), given('f0e1d2c3b4a5968778695a4b3c2d1e0f'));
    expect(await ensureFirstToken(tools(store, 4))).toEqual({ ...kept, isWeak: false });
  });

  test('tells that a kept one is valid no more', async () => {
    const store = newStore();
    await ensureFirstToken(tools(store), given('mine-mine'));
    const key = tokenKey(await digestOf('mine-mine'));
    await store.commit({ writes: [{ key, delete: true, expect: 'any' }] });
    expect(await ensureFirstToken(tools(store, 2))).toMatchObject({ origin: 'kept', isValid: false });
    const next = await ensureFirstToken(tools(store, 3), given('other-other'));
    expect(next).toEqual({ origin: 'configured', replaces: false });
  });

  test('learns of the configured one what an older version did not keep', async () => {
    const store = newStore();
    await ensureFirstToken(tools(store), given('mine-mine'));
    const { body, revision } = (await store.get<{ digest: string }>(firstTokenKey('demo')))!;
    const older = { key: firstTokenKey('demo'), body: { digest: body.digest }, expect: revision };
    await store.commit({ writes: [older] });
    const unknown = { origin: 'kept', isWeak: false, isValid: true };
    expect(await ensureFirstToken(tools(store, 2))).toEqual(unknown);
    await ensureFirstToken(tools(store, 3), given('mine-mine'));
    const known = { ...unknown, from: 'setting', isWeak: true };
    expect(await ensureFirstToken(tools(store, 4))).toEqual(known);
  });

  test('writes nothing when the configured one is there already', async () => {
    const store = newStore();
    await ensureFirstToken(tools(store), given('mine-mine'));
    const before = await store.sequence();
    await ensureFirstToken(tools(store, 2), given('mine-mine'));
    expect(await store.sequence()).toBe(before);
  });

  test('makes one token when many processes start at once', async () => {
    const store = newStore();
    const starts = await Promise.all([1, 2, 3, 4, 5].map((seed) => ensureFirstToken(tools(store, seed))));
    expect(starts.filter(({ origin }) => origin === 'made')).toHaveLength(1);
    expect(await store.count({ kind: 'token' })).toBe(1);
  });

  test('each tenant has one of his own, and nobody gets that of another one', async () => {
    const store = newStore();
    await ensureFirstToken(tools(store), given('mine-mine'));
    const other = await ensureFirstToken(tools(store, 2), { tenant: 'other' });
    expect(other).toMatchObject({ origin: 'made' });
    const token = 'token' in other ? other.token : '';
    expect(await verifyToken(store, token, NOW)).toMatchObject({ caller: { tenant: 'other' } });
    expect(await isValid(store, 'mine-mine')).toBe(true);
    const refused = ensureFirstToken(tools(store, 3), given('mine-mine', 'other'));
    await expect(refused).rejects.toThrow(
      'The first token of the tenant other is one of the tenant demo already: choose another one.',
    );
    expect(await verifyToken(store, 'mine-mine', NOW)).toMatchObject({ caller: { tenant: 'demo' } });
    expect(await isValid(store, token)).toBe(true);
  });

  test.each(['short', 'with blank', 'é'.repeat(10)])(
    'refuses %j as a token, without repeating it',
    async (token) => {
      const refused = ensureFirstToken(tools(newStore()), given(token));
      await expect(refused).rejects.toThrow(/^The first token of the tenant demo must have 8 to 512/);
      await expect(refused).rejects.not.toThrow(token);
    },
  );
});
