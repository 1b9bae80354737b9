// The order of keys is the order of their bytes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteOrder, compareBytes, prefixEnd } from './order.ts';

const wellFormed = fc.string({ unit: 'binary', maxLength: 4 });

describe('byteOrder', () => {
  it('compares as the bytes do, where JavaScript would not', () => {
    expect('🌍' < '\ufb00').toBe(true);
    expect(byteOrder('🌍') < byteOrder('\ufb00')).toBe(false);
  });

  it('agrees with the bytes for every pair of texts', () => {
    fc.assert(
      fc.property(wellFormed, wellFormed, (a, b) => {
        expect(compareBytes(a, b)).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});

describe('prefixEnd', () => {
  it.each([
    ['prod/', 'prod0'],
    ['a\u007f', 'a\u0080'],
    ['\ud7ff', '\ue000'],
    ['a\u{10ffff}\u{10ffff}', 'b'],
    ['\u{10ffff}', undefined],
    ['', undefined],
  ])('of %j is %j', (prefix, end) => {
    expect(prefixEnd(prefix)).toBe(end);
  });

  it('is behind every text with the prefix and not behind any other that follows', () => {
    fc.assert(
      fc.property(wellFormed, wellFormed, wellFormed, (prefix, rest, other) => {
        const end = prefixEnd(prefix);
        fc.pre(end !== undefined);
        expect(byteOrder(prefix + rest) < byteOrder(end)).toBe(true);
        const isInside = byteOrder(other) >= byteOrder(prefix) && byteOrder(other) < byteOrder(end);
        expect(isInside).toBe(other.startsWith(prefix));
      }),
    );
  });
});
