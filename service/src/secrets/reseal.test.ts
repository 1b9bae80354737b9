import { beforeEach, expect, test } from 'vitest';
import { createVirtualClock } from '../clock.ts';
import { childKey } from '../model/keys.ts';
import type { AddonRecord } from '../model/records.ts';
import type { SealedPlace } from '../platform/sealed-place.ts';
import { createSeededRandom, systemRandom } from '../random.ts';
import { createMemoryStore } from '../store/memory/memory-store.ts';
import type { Store } from '../store/store.ts';
import { openValues, sealValues } from './addon-values.ts';
import { createEnvelope, type Envelope, keyIdOf, SealError } from './envelope.ts';
import { type MasterKey, newMasterKeyText, parseMasterKeys } from './master-keys.ts';
import { findSecret, resealSecrets } from './reseal.ts';

/** What some platform keeps. */
interface Kept {
  readonly secret?: string;
}

const PLACES = [
  {
    kind: 'kept',
    secretOf: ({ secret }: Kept) => secret,
    purposeOf: ({ key }: { readonly key: { readonly id: string } }) => `kept/${key.id}`,
    withSecret: (body: Kept, secret: string) => ({ ...body, secret }),
  },
] as readonly SealedPlace[];
const keptKey = (id: string) => ({ tenant: '-', kind: 'kept', id });

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
    const secret = await envelope.seal(new TextEncoder().encode(`key of ${uid}`), `kept/${uid}`);
    await store.commit({ writes: [{ key: keptKey(uid), body: { secret }, expect: 'absent' }] });
  }
}

test('rotation loses nothing, and the older key can go afterwards', async () => {
  await fill(1_203, older);
  expect(await resealSecrets(store, createEnvelope([newer, older]), PLACES)).toEqual({
    checked: 1_203,
    resealed: 1_203,
  });
  const alone = createEnvelope([newer]);
  const { secret = '' } = (await store.get<Kept>(keptKey('uid-01202')))?.body ?? {};
  expect(new TextDecoder().decode(await alone.open(secret, 'kept/uid-01202'))).toBe('key of uid-01202');
  const before = await store.sequence();
  expect(await resealSecrets(store, alone, PLACES)).toEqual({ checked: 1_203, resealed: 0 });
  expect(await store.sequence()).toBe(before);
});

test('two processes may rotate at once', async () => {
  await fill(20, older);
  const envelope = createEnvelope([newer, older]);
  const both = await Promise.all([
    resealSecrets(store, envelope, PLACES),
    resealSecrets(store, envelope, PLACES),
  ]);
  expect(both.reduce((sum, { resealed }) => sum + resealed, 0)).toBe(20);
  expect(await resealSecrets(store, createEnvelope([newer]), PLACES)).toEqual({ checked: 20, resealed: 0 });
});

test('a missing key stops it before anything is changed', async () => {
  await fill(3, older);
  const before = await store.sequence();
  await expect(resealSecrets(store, createEnvelope([newer]), PLACES)).rejects.toThrow(SealError);
  expect(await store.sequence()).toBe(before);
});

/** An add-on with secret values, and one without. */
async function fillAddons(key: MasterKey): Promise<void> {
  const place = { tenant: 'demo', cluster: 'prod', name: 'velero' };
  const secretValues = await sealValues({ password: 'hidden' }, place, createEnvelope([key]));
  for (const body of [{ name: 'flux' }, { name: 'velero', secretValues }]) {
    const write = { key: childKey('demo', 'Addon', 'prod', body.name), expect: 'absent' as const };
    await store.commit({ writes: [{ ...write, body: { ...body, cluster: 'prod', generation: 1 } }] });
  }
}

const velero = async () => (await store.get<AddonRecord>(childKey('demo', 'Addon', 'prod', 'velero')))?.body;

test('secret values of add-ons are rotated with the rest of their record as it was', async () => {
  await fillAddons(older);
  const before = await velero();
  expect(await resealSecrets(store, createEnvelope([newer, older]), PLACES)).toEqual({
    checked: 1,
    resealed: 1,
  });
  const after = await velero();
  expect({ ...after, secretValues: '' }).toEqual({ ...before, secretValues: '' });
  const place = { tenant: 'demo', cluster: 'prod', name: 'velero' };
  const alone = createEnvelope([newer]);
  expect(await openValues(after?.secretValues ?? '', place, alone)).toEqual({ password: 'hidden' });
  const elsewhere = { ...place, cluster: 'other' };
  await expect(openValues(after?.secretValues ?? '', elsewhere, alone)).rejects.toThrow(SealError);
  expect(await resealSecrets(store, alone, PLACES)).toEqual({ checked: 1, resealed: 0 });
});

test('a record that somebody changes meanwhile is rotated all the same, and keeps that change', async () => {
  await fillAddons(older);
  const envelope = createEnvelope([newer, older]);
  let changes = 0;
  const meddled = {
    ...envelope,
    async seal(...sealing: Parameters<Envelope['seal']>) {
      const document = await store.get<AddonRecord>(childKey('demo', 'Addon', 'prod', 'velero'));
      changes += 1;
      if (document !== undefined && changes <= 2) {
        const body = { ...document.body, generation: changes + 1 };
        await store.commit({ writes: [{ key: document.key, body, expect: document.revision }] });
      }
      return envelope.seal(...sealing);
    },
  };
  expect(await resealSecrets(store, meddled, PLACES)).toEqual({ checked: 1, resealed: 1 });
  const after = await velero();
  expect([after?.generation, await envelope.isCurrent(after?.secretValues ?? '')]).toEqual([3, true]);
});

test('a stored secret is found wherever it is', async () => {
  await store.commit({ writes: [{ key: keptKey('uid-1'), body: {}, expect: 'absent' }] });
  expect(await findSecret(store, PLACES)).toBeUndefined();
  await fill(1, older);
  expect(keyIdOf((await findSecret(store, PLACES)) ?? '')).toBe(older.id);
});
