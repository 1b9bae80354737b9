import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isKeptExactly, MAX_DEPTH, parseStrictJson } from './strict-json.ts';

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

describe('isKeptExactly', () => {
  test.each([
    ...['0', '-0', '0.0', '0e999999', '7', '-7', '1e20', '100000000000000000000', '9007199254740992'],
    ...['9007199254740994', '0.1', '1.10', '1e-7', '0.0000001', '1.5E3', '5e-324', '1.7976931348623157e308'],
    ...['1208925819614629174706176', '1.2089258196146292e+24', '.5', '5.', '+3', '0x1F', '0o17'],
    '0.1000000000000000055511151231257827021181583404541015625',
  ])('%s is kept', (literal) => {
    expect(isKeptExactly(literal)).toBe(true);
  });

  test.each([
    ...['9007199254740993', '9007199254740993.0', '1e309', '-1e309', '1e-400', '1.00000000000000000001'],
    ...['0.10000000000000001', '3.14159265358979323846', '0x20000000000001', '.inf', '.nan', '12_000'],
    `1.${'3'.repeat(100_000)}`,
    `0.${'0'.repeat(100_000)}1`,
  ])('%.30s is not', (literal) => {
    expect(isKeptExactly(literal)).toBe(false);
  });

  test('every double is kept as it is printed, and with its exact digits', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(isKeptExactly(JSON.stringify(value))).toBe(true);
        if (Number.isInteger(value)) expect(isKeptExactly(BigInt(value).toString())).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('what is kept has the same value when it is read again from what is printed', () => {
    const literal = fc.stringMatching(/^-?(0|[1-9][0-9]{0,25})(\.[0-9]{1,25})?([eE][-+]?[0-9]{1,3})?$/);
    fc.assert(
      fc.property(literal, (sent) => {
        fc.pre(isKeptExactly(sent));
        expect(isKeptExactly(JSON.stringify(Number(sent)))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
