import { describe, expect, test } from 'vitest';
import { MAX_DEPTH, parseStrictJson } from './strict-json.ts';

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('parseStrictJson', () => {
  test.each([
    ['{}', {}],
    [' [1, -2.5, 1e3, 0] ', [1, -2.5, 1000, 0]],
    ['{"a":{"a":1},"b":[{"a":2}]}', { a: { a: 1 }, b: [{ a: 2 }] }],
    ['{"a":"b","b":"a"}', { a: 'b', b: 'a' }],
    ['{"quote":"\\"","back":"\\\\","key\\"":1}', { quote: '"', back: '\\', 'key"': 1 }],
    ['"a:b{[,"', 'a:b{[,'],
    ['{"😀":"\\ud83d\\ude00"}', { '😀': '😀' }],
    ['9007199254740992', 2 ** 53],
    ['100000000000000000000', 1e20],
    ['{"constructor":1,"toString":2}', { constructor: 1, toString: 2 }],
    [nested(MAX_DEPTH), JSON.parse(nested(MAX_DEPTH))],
  ])('reads %s', (text, value) => {
    expect(parseStrictJson(text)).toEqual(value);
  });

  test.each([
    ['{"a":1,"a":2}', 'twice'],
    ['{"a":1,"\\u0061":2}', 'twice'],
    ['[{"a":1},{"b":1,"b" : 2}]', 'twice'],
    ['{"":1,"":2}', 'twice'],
    [nested(MAX_DEPTH + 1), 'deeper than 32'],
    ['['.repeat(200_000), 'deeper than 32'],
    ['{"__proto__":1}', '__proto__'],
    ['{"\\u005f_proto__":1}', '__proto__'],
    ['9007199254740993', 'exactly'],
    ['-9007199254740993.0', 'exactly'],
    ['1e-400', 'exactly'],
    ['1.00000000000000000001', 'exactly'],
    ['1e309', 'exactly'],
    ['"\\ud800"', 'surrogate'],
    ['{"\\udc00":1}', 'surrogate'],
    ['', 'not JSON'],
    ['{', 'not JSON'],
    ['{"a":1,}', 'not JSON'],
    ['{"a" 1}', 'not JSON'],
    ['NaN', 'not JSON'],
    ['-', 'not JSON'],
    ['01', 'not JSON'],
    ['"\\x"', 'not JSON'],
    ['"open', 'not JSON'],
    ['\ufeff{}', 'not JSON'],
    ['{}{}', 'not JSON'],
  ])('refuses %s', (text, reason) => {
    expect(() => parseStrictJson(text)).toThrow(
      expect.objectContaining({ code: 'malformed_body', message: expect.stringContaining(reason) }),
    );
  });

  test('keeps a key of a prototype in the text of a value', () => {
    expect(parseStrictJson('{"a":"__proto__"}')).toEqual({ a: '__proto__' });
  });

  test('cuts a long key in its sentence', () => {
    const key = 'k'.repeat(10_000);
    expect(() => parseStrictJson(`{"${key}":1,"${key}":2}`)).toThrow(/^The body has the key "k{64}…" twice/);
  });
});
