// Quantities as people read them: the same amount in the same way wherever it stands.
import { parseQuantity } from '@hikube/domain';
import { expect, test } from 'vitest';
import { formats } from './format.ts';

const english = formats('en-GB', () => 0);

test.each([
  ['100Ti', '100Ti'],
  ['102400Gi', '100Ti'],
  ['102280Gi', '99.88Ti'],
  ['1536Mi', '1.5Gi'],
  ['20Gi', '20Gi'],
  ['-20Gi', '-20Gi'],
  ['0', '0'],
  ['a lot', 'a lot'],
])('%s of memory is %s', (text, shown) => {
  expect(english.amount('memory', text)).toBe(shown);
  expect(english.amount('memory', parseQuantity(text) ?? text)).toBe(shown);
});

test.each([
  ['1k', '1000'],
  ['6500m', '6.5'],
  ['2048', '2048'],
  ['some', 'some'],
])('%s CPUs are %s', (text, shown) => {
  expect(english.amount('cpu', text)).toBe(shown);
});

test('a comma is where the reader writes one', () => {
  expect(formats('fr-CH', () => 0).bytes('102280Gi')).toBe('99,88Ti');
});
