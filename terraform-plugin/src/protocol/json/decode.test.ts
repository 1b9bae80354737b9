import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MalformedBytesError } from '../bytes/malformed.ts';
import type { RawObject, RawValue } from '../msgpack/raw-value.ts';
import { decodeJson } from './decode.ts';

const decode = (text: string) => decodeJson(Buffer.from(text));

describe('numbers keep what a float64 would lose', () => {
  const cases: [text: string, value: RawValue][] = [
    ['0', 0],
    ['-12', -12],
    ['0.1', 0.1],
    ['9007199254740993', 9007199254740993n],
    ['0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
    ['1e400', '1e400'],
  ];
  test.each(cases)('%s', (text, value) => {
    expect(decode(text)).toBe(value);
  });
});

test('objects have no prototype and keep every key', () => {
  const value = decode(
    ' { "__proto__" : { "a" : 1 } , "b" : [ ] , "c" : { } , "d" : [ null , true , false ] } ',
  );
  expect(Object.getPrototypeOf(value)).toBeNull();
  expect(Object.keys(value as RawObject)).toEqual(['__proto__', 'b', 'c', 'd']);
  expect((value as RawObject)['a']).toBeUndefined();
  expect((value as RawObject)['d']).toEqual([null, true, false]);
});

test('escapes and characters beyond ASCII', () => {
  expect(decode(String.raw`"\"\\\/\n\u00e9 😀"`)).toBe('"\\/\né 😀');
});

describe('refuses what is not JSON', () => {
  const cases: [text: string, message: string][] = [
    ['', 'JSON ends too early at character 0'],
    ['{"a":1', 'JSON ends too early at character 6'],
    ['[1,]', 'JSON has an unexpected "]" at character 3'],
    ['[1 2]', 'JSON has an unexpected "2" at character 3'],
    ['{a:1}', 'JSON has an unexpected "a" at character 1'],
    ['{"a" 1}', 'JSON has an unexpected "1" at character 5'],
    ['nul', 'JSON has an unexpected "n" at character 0'],
    ['1 1', 'JSON has an unexpected "1" at character 2'],
    ['01', 'JSON has an unexpected "1" at character 1'],
    ['+1', 'JSON has an unexpected "+" at character 0'],
    ['"abc', 'JSON ends too early at character 4'],
    ['"a\\', 'JSON ends too early'],
    [String.raw`"\x"`, 'JSON string at character 0 has an escape'],
    ['"\n"', 'JSON string at character 0 has an escape or control character'],
  ];
  test.each(cases)('%j', (text, message) => {
    expect(() => decode(text)).toThrow(MalformedBytesError);
    expect(() => decode(text)).toThrow(message);
  });

  test('bytes that are not UTF-8', () => {
    expect(() => decodeJson(Uint8Array.of(0x22, 0xc3, 0x28, 0x22))).toThrow('not valid UTF-8');
  });

  test('a million nested lists', () => {
    expect(() => decode('['.repeat(1_000_000))).toThrow('nested deeper than 500 levels');
  });
});

test('reads what JSON.stringify writes', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false, maxDepth: 4 }), (value) => {
      const text = JSON.stringify(value);
      expect(asJson(decode(text))).toEqual(JSON.parse(text, keepLongNumbersAsText));
    }),
    { numRuns: 500 },
  );
});

/** From 10^21 on, JavaScript writes integers with an exponent, and those stay text. */
function keepLongNumbersAsText(_key: string, value: unknown): unknown {
  return typeof value === 'number' && Math.abs(value) >= 1e21 ? String(value) : value;
}

/** Back to what JSON.parse gives: ordinary objects, and every number as a float64. */
function asJson(value: RawValue): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asJson(item)]));
}
