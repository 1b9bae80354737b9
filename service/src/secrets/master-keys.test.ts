import { expect, test } from 'vitest';
import { createSeededRandom } from '../random.ts';
import { newMasterKeyText, parseMasterKeys } from './master-keys.ts';

const ONE = newMasterKeyText(createSeededRandom('one'));
const TWO = newMasterKeyText(createSeededRandom('two'));

test('keys are separated by commas or lines, and named by what they are', async () => {
  const keys = await parseMasterKeys(`${ONE},\n${TWO}\n`, 'HIKUBE_SECRET_KEYS');
  const again = await parseMasterKeys(`${TWO} ${ONE}`, 'HIKUBE_SECRET_KEYS');
  expect(keys.map(({ id }) => id)).toEqual(again.map(({ id }) => id).reverse());
  expect(keys[0]?.id).toMatch(/^[0-9a-f]{12}$/);
  expect(keys[0]?.id).not.toBe(keys[1]?.id);
  expect(keys[0]?.key.extractable).toBe(false);
});

test.each([
  [
    '',
    'HIKUBE_SECRET_KEYS holds no key: put 32 random bytes in base64, as "openssl rand -base64 32" prints them into it.',
  ],
  [
    'c2hvcnQ=',
    'Key 1 of HIKUBE_SECRET_KEYS is not a key: use 32 random bytes in base64, as "openssl rand -base64 32" prints them.',
  ],
  [
    `${ONE},not*base64`,
    'Key 2 of HIKUBE_SECRET_KEYS is not a key: use 32 random bytes in base64, as "openssl rand -base64 32" prints them.',
  ],
  [`${ONE},${ONE}`, 'HIKUBE_SECRET_KEYS holds the same key twice (key 2): remove it.'],
])('mistake %#', async (text, sentence) => {
  await expect(parseMasterKeys(text, 'HIKUBE_SECRET_KEYS')).rejects.toThrow(sentence);
});
