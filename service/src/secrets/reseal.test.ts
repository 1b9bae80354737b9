import { beforeEach, expect, test } from 'vitest';
import { createVirtualClock } from '../clock.ts';
import { createSeededRandom, systemRandom } from '../random.ts';
import { createMemoryStore } from '../store/memory/memory-store.ts';
import type { Store } from '../store/store.ts';
import { type AuthorityRecord, authorityKey, openAuthority, purposeOf } from './cluster-authority.ts';
import { createEnvelope, SealError } from './envelope.ts';
import { type MasterKey, newMasterKeyText, parseMasterKeys } from './master-keys.ts';
import { resealSecrets } from './reseal.ts';

let store: Store;
let older: MasterKey;
let newer: MasterKey;

beforeEach(async () => {
  store = createMemoryStore({ clock: createVirtualClock(0) });
  const texts = ['older', 'newer'].map((seed) => newMasterKeyText(createSeededRandom(seed)));
  [older, newer] = (await parseMasterKeys(texts.join(), 'test')) as [MasterKey, MasterKey];
});

async function fill(count: number, key: MasterKey): Promise<void> {
  const envelope = createEnvelope([key], systemRandom);
  for (let number = 0; number < count; number += 1) {
    const uid = `uid-${String(number).padStart(5, '0')}`;
    const secret = new TextEncoder().encode(`key of ${uid}`);
    const privateKey = await envelope.seal(secret, purposeOf(uid));
    const body: AuthorityRecord = { uid, tenant: 'demo', cluster: uid, certificate: 'public', privateKey };
    await store.commit({ writes: [{ key: authorityKey(uid), body, expect: 'absent' }] });
  }
}

test('rotation loses nothing, and the older key can go afterwards', async () => {
  await fill(1_203, older);
  expect(await resealSecrets(store, createEnvelope([newer, older]))).toEqual({
    checked: 1_203,
    resealed: 1_203,
  });
  const alone = createEnvelope([newer]);
  const opened = await openAuthority(store, 'uid-01202', alone);
  expect(new TextDecoder().decode(opened?.privateKey)).toBe('key of uid-01202');
  const before = await store.sequence();
  expect(await resealSecrets(store, alone)).toEqual({ checked: 1_203, resealed: 0 });
  expect(await store.sequence()).toBe(before);
});

test('two processes may rotate at once', async () => {
  await fill(20, older);
  const envelope = createEnvelope([newer, older]);
  const both = await Promise.all([resealSecrets(store, envelope), resealSecrets(store, envelope)]);
  expect(both.reduce((sum, { resealed }) => sum + resealed, 0)).toBe(20);
  expect(await resealSecrets(store, createEnvelope([newer]))).toEqual({ checked: 20, resealed: 0 });
});

test('a missing key stops it before anything is changed', async () => {
  await fill(3, older);
  const before = await store.sequence();
  await expect(resealSecrets(store, createEnvelope([newer]))).rejects.toThrow(SealError);
  expect(await store.sequence()).toBe(before);
});
