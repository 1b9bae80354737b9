// The compiler tells the unknown value from every other symbol, and from every value that is known.
import { expect, expectTypeOf, test } from 'vitest';
import { isUnknown, type RawValue, UNKNOWN, type Unknown } from './raw-value.ts';

test('no other symbol is a value', () => {
  const planned: RawValue = UNKNOWN;
  // @ts-expect-error a symbol of somebody else's
  const other: RawValue = Symbol('unknown');
  // @ts-expect-error a "let" makes any symbol of it, and that is refused where a value is wanted
  const wider: RawValue = ((widened = UNKNOWN) => widened)();
  expect([isUnknown(planned), isUnknown(other), isUnknown(wider)]).toEqual([true, false, true]);
});

test('comparing with it leaves what is known', () => {
  const lengthOf = (value: string | Unknown) => {
    if (value === UNKNOWN) return 0;
    expectTypeOf(value).toEqualTypeOf<string>();
    return value.length;
  };
  expect([lengthOf(UNKNOWN), lengthOf('two')]).toEqual([0, 3]);
});
