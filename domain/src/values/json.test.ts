import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, equalJson, equalJsonTexts, normaliseJsonText } from './json.ts';

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

describe('canonicalJson', () => {
  test.each([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [{ a: undefined, b: 1 }, '{"b":1}'],
    [-0, '0'],
    [1e21, '1e+21'],
    ['\u2028"', '"\u2028\\""'],
    [{}, '{}'],
    [[], '[]'],
  ])('%j is written as %s', (value, expected) => {
    expect(canonicalJson(value)).toBe(expected);
  });

  test('a key such as __proto__ is data', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":{"x":1},"a":2}'))).toBe('{"__proto__":{"x":1},"a":2}');
  });

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [undefined], [() => 1], [1n], [{ a: Symbol('x') }]])(
    '%s is no JSON',
    (value) => {
      expect(canonicalJson(value)).toBeUndefined();
    },
  );

  test('nests 256 deep and no deeper', () => {
    expect(canonicalJson(nested(256))).toHaveLength(513);
    expect(canonicalJson(nested(257))).toBeUndefined();
    expect(canonicalJson(nested(100_000))).toBeUndefined();
  });

  test('stops at values whose parts are shared over and over', () => {
    let value: unknown = 'x';
    for (let level = 0; level < 40; level += 1) value = [value, value, value, value];
    expect(canonicalJson(value)).toBeUndefined();
  });

  test('reads back as what it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(text).toBeDefined();
        expect(equalJson(JSON.parse(text ?? ''), value)).toBe(true);
        expect(normaliseJsonText(JSON.stringify(value, null, 2))).toBe(text);
      }),
    );
  });
});

test.each([
  ['{"a":1,"b":2}', '{ "b": 2, "a": 1.0 }', true],
  ['[1,2]', '[2,1]', false],
  ['{', '{', true],
  ['{', '{ ', false],
  ['null', '{}', false],
  ['"1"', '1', false],
  ['1e400', '2e400', false],
])('equalJsonTexts(%s, %s) is %s', (a, b, expected) => {
  expect(equalJsonTexts(a, b)).toBe(expected);
});

test('values that are no JSON are equal only to themselves', () => {
  const value = { a: Number.NaN };
  expect(equalJson(value, value)).toBe(true);
  expect(equalJson(value, { a: Number.NaN })).toBe(false);
});
