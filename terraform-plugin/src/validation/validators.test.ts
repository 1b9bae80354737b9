// The ready-made checks, each at its limits.
import { describe, expect, test } from 'vitest';
import { UNKNOWN, type Value } from '../values/value.ts';
import { atLeastOneOf, conflicting, exactlyOneOf, requiredTogether } from './rules.ts';
import {
  atLeast,
  between,
  countBetween,
  each,
  eachKey,
  lengthBetween,
  matches,
  oneOf,
} from './validators.ts';

describe('validators', () => {
  const cases: [problem: string | undefined, expected: string | undefined][] = [
    [oneOf('a', 'b')('a'), undefined],
    [oneOf('a', 'b', 'c')('d'), '"d" is not allowed; use "a", "b" or "c"'],
    [oneOf(1)(2), '2 is not allowed; use 1'],
    [lengthBetween(1, 2)('ab'), undefined],
    [lengthBetween(1, 2)(''), 'must have 1 to 2 characters, it has 0'],
    [lengthBetween(1, 2)('😀😀'), undefined],
    [matches(/^[a-z]+$/, 'lower case letters')('ab'), undefined],
    [matches(/^[a-z]+$/, 'lower case letters')('A'), '"A" must be lower case letters'],
    [between(1, 3)(3), undefined],
    [between(1, 3)(4), 'must be 1 to 3, it is 4'],
    [between(1, 3)(0), 'must be 1 to 3, it is 0'],
    [atLeast(1)(1), undefined],
    [atLeast(1)(0), 'must be at least 1, it is 0'],
    [countBetween(1, 2)([1]), undefined],
    [countBetween(1, 2)([]), 'must have 1 to 2 elements, it has 0'],
    [each(atLeast(1))([1, 2]), undefined],
    [each(atLeast(1))([1, 0]), 'must be at least 1, it is 0'],
    [eachKey(oneOf('a'))({ b: 1 }), '"b" is not allowed; use "a"'],
    [eachKey(oneOf('a'))({ a: 1 }), undefined],
  ];
  test.each(cases)('%#: %s', (problem, expected) => {
    expect(problem).toBe(expected);
  });

  test('a pattern with a memory is used without it', () => {
    const check = matches(/a/g, 'an a');
    expect([check('a'), check('a'), check('a')]).toEqual([undefined, undefined, undefined]);
  });
});

describe('presence rules', () => {
  const a = '"a"';
  const cases: [name: string, message: string | undefined, expected: string | undefined][] = [];
  const judge = (rule: ReturnType<typeof conflicting>, values: Record<string, Value>) =>
    rule.check({ a: null, b: null, c: null, ...values })?.message;
  cases.push(
    ['conflicting: none', judge(conflicting('a', 'b'), {}), undefined],
    ['conflicting: one', judge(conflicting('a', 'b'), { a: '' }), undefined],
    [
      'conflicting: both',
      judge(conflicting('a', 'b'), { a: 1, b: false }),
      `${a} and "b" cannot be set together; keep one of them`,
    ],
    ['together: none', judge(requiredTogether('a', 'b', 'c'), {}), undefined],
    ['together: all', judge(requiredTogether('a', 'b', 'c'), { a: 1, b: 1, c: 1 }), undefined],
    ['together: some', judge(requiredTogether('a', 'b', 'c'), { b: 1 }), '"b" also needs "a" and "c"'],
    ['exactly one: none', judge(exactlyOneOf('a', 'b'), {}), 'one of "a" and "b" must be set'],
    ['exactly one: one', judge(exactlyOneOf('a', 'b'), { b: 1 }), undefined],
    [
      'exactly one: both',
      judge(exactlyOneOf('a', 'b'), { a: 1, b: 1 }),
      `${a} and "b" cannot be set together; keep one of them`,
    ],
    ['at least one: none', judge(atLeastOneOf('a', 'b'), {}), 'one of "a" and "b" must be set'],
    ['at least one: both', judge(atLeastOneOf('a', 'b'), { a: 1, b: 1 }), undefined],
  );
  test.each(cases)('%s', (_name, message, expected) => {
    expect(message).toBe(expected);
  });

  test('they wait only until it is known whether something is set', () => {
    expect(conflicting('a', 'b').isReady?.(UNKNOWN)).toBe(false);
    expect(conflicting('a', 'b').isReady?.({ x: UNKNOWN })).toBe(true);
  });
});
