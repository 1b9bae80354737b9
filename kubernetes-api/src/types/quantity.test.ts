// Quantities: one spelling for each value, the value as it was.
import { describe, expect, test } from 'vitest';
import { canonicalQuantity, quantityValue } from './quantity.ts';

describe('a quantity', () => {
  test.each([
    ['0', '0'],
    ['0.5', '500m'],
    ['500m', '500m'],
    ['1000m', '1'],
    ['1024Mi', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['1000', '1k'],
    ['1500', '1500'],
    ['1e3', '1e3'],
    ['100000000000', '100G'],
    ['-1', '-1'],
    ['0.001', '1m'],
    ['1n', '1n'],
    ['0.0000000001', '1n'],
    ['.5', '500m'],
    ['5.', '5'],
    ['512', '512'],
    ['1Ki', '1Ki'],
  ])('%s is written %s', (text, canonical) => {
    expect(canonicalQuantity(text)).toBe(canonical);
    expect(quantityValue(canonical)).toBe(quantityValue(text));
  });

  test.each(['', 'a', '1 ', '1x', '1.2.3', '--1', '1KI', 'Ki', '1e', 'e3'])('%j is none', (text) => {
    expect(canonicalQuantity(text)).toBeUndefined();
  });
});
