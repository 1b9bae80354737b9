import { equalJson } from '@hikube/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameRecord } from './records.ts';

describe('isSameRecord', () => {
  it.each([
    [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, true],
    [{ a: 1, b: undefined }, { a: 1 }, true],
    [{ a: 1 }, { a: 1, b: undefined }, true],
    [{ a: 1, b: 2 }, { a: 1, c: 2 }, false],
    [{ a: 1 }, { a: 1, b: null }, false],
    [[1, 2], [2, 1], false],
    [[1], { 0: 1 }, false],
    [null, {}, false],
    [undefined, {}, false],
    ['1', 1, false],
    [{}, { ['__proto__']: 1 }, false],
  ])('%j and %j: %s', (a, b, expected) => {
    expect(isSameRecord(a, b)).toBe(expected);
    expect(isSameRecord(b, a)).toBe(expected);
  });

  it('agrees with the equality of canonical texts', () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(isSameRecord(a, b)).toBe(equalJson(a, b));
        expect(isSameRecord(a, structuredClone(a))).toBe(true);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
