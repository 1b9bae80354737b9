import { expect, test } from 'vitest';
import { parseTimeout } from './deadline.ts';

test.each([
  ['1H', 3_600_000],
  ['2M', 120_000],
  ['5S', 5000],
  ['100m', 100],
  ['1500u', 1.5],
  ['2000000n', 2],
  ['99999999H', 359_999_996_400_000],
  ['', undefined],
  ['5', undefined],
  ['S', undefined],
  ['-5S', undefined],
  ['123456789S', undefined],
  ['5s', undefined],
])('%j', (header, milliseconds) => {
  expect(parseTimeout(header)).toBe(milliseconds);
});

test('no header', () => {
  expect(parseTimeout(undefined)).toBeUndefined();
});
