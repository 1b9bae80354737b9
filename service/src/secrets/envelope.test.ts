import { expect, test } from 'vitest';
import { createSeededRandom } from '../random.ts';
import { createEnvelope, createTransientEnvelope, SealError } from './envelope.ts';
import { newMasterKeyText, parseMasterKeys } from './master-keys.ts';

const SECRET = new TextEncoder().encode('a private key');
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

async function keysOf(...seeds: string[]) {
  return parseMasterKeys(seeds.map((seed) => newMasterKeyText(createSeededRandom(seed))).join(), 'test');
}

test('what was sealed is opened, and does not show', async () => {
  const envelope = createEnvelope(keysOf('one'));
  const sealed = await envelope.seal(SECRET, 'cluster/1');
  expect(text(await envelope.open(sealed, 'cluster/1'))).toBe('a private key');
  expect(atob(sealed.split('.')[3]!.replaceAll('-', '+').replaceAll('_', '/'))).not.toContain('private');
});

test('the same secret never seals to the same text', async () => {
  const envelope = createEnvelope(keysOf('one'));
  const sealed = await Promise.all(Array.from({ length: 100 }, () => envelope.seal(SECRET, 'p')));
  expect(new Set(sealed).size).toBe(100);
});

test('the first key seals, all keys open', async () => {
  const [first, second] = await keysOf('one', 'two');
  const old = await createEnvelope([first!]).seal(SECRET, 'p');
  const rotated = createEnvelope([second!, first!]);
  expect(text(await rotated.open(old, 'p'))).toBe('a private key');
  expect(await rotated.isCurrent(old)).toBe(false);
  const renewed = await rotated.seal(SECRET, 'p');
  expect(await rotated.isCurrent(renewed)).toBe(true);
  expect(text(await createEnvelope([second!]).open(renewed, 'p'))).toBe('a private key');
});

test('a key that is gone is named', async () => {
  const keys = await keysOf('one');
  const sealed = await createEnvelope(keys).seal(SECRET, 'p');
  const other = createEnvelope(keysOf('two'));
  await expect(other.open(sealed, 'p')).rejects.toThrow(
    `A stored secret was encrypted with the key ${keys[0]!.id}, which is not among the keys of this service`,
  );
});

test('a sealed text opens for its own purpose only, and not when a bit of it has changed', async () => {
  const envelope = createEnvelope(keysOf('one'));
  const sealed = await envelope.seal(SECRET, 'cluster/1');
  await expect(envelope.open(sealed, 'cluster/2')).rejects.toThrow(SealError);
  const [version, id, nonce, body] = sealed.split('.') as [string, string, string, string];
  const changed = (body.startsWith('A') ? 'B' : 'A') + body.slice(1);
  await expect(envelope.open([version, id, nonce, changed].join('.'), 'cluster/1')).rejects.toThrow(
    SealError,
  );
  await expect(envelope.open('v2.a.b.c', 'cluster/1')).rejects.toThrow('has a form that is not known');
});

test('a transient envelope opens what it sealed itself', async () => {
  const envelope = createTransientEnvelope();
  const sealed = await envelope.seal(SECRET, 'p');
  expect(text(await envelope.open(sealed, 'p'))).toBe('a private key');
  await expect(createTransientEnvelope().open(sealed, 'p')).rejects.toThrow(SealError);
});
