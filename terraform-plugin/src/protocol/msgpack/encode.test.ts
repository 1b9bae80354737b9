import { describe, expect, test } from 'vitest';
import { decodePrefix, decodeValue } from './decode.ts';
import { encodeValue } from './encode.ts';
import { type RawValue, UNKNOWN } from './raw-value.ts';

const hex = (value: RawValue) => Buffer.from(encodeValue(value)).toString('hex');
const text = (value: string) => Buffer.from(value).toString('hex');

describe('encodes to the bytes that Terraform reads', () => {
  const cases: [name: string, value: RawValue, bytes: string][] = [
    ['null', null, 'c0'],
    ['false', false, 'c2'],
    ['true', true, 'c3'],
    ['unknown', UNKNOWN, 'd40000'],
    ['zero', 0, '00'],
    ['minus zero', -0, '00'],
    ['127', 127, '7f'],
    ['128', 128, 'cc80'],
    ['255', 255, 'ccff'],
    ['256', 256, 'cd0100'],
    ['65536', 65536, 'ce00010000'],
    ['4294967295', 4294967295, 'ceffffffff'],
    ['4294967296', 4294967296, 'd30000000100000000'],
    ['-1', -1, 'ff'],
    ['-32', -32, 'e0'],
    ['-33', -33, 'd3ffffffffffffffdf'],
    ['largest safe integer', 9007199254740991, 'd3001fffffffffffff'],
    ['2^53 as a number', 9007199254740992, 'd30020000000000000'],
    ['2^53+1', 9007199254740993n, 'd30020000000000001'],
    ['largest int64', 9223372036854775807n, 'd37fffffffffffffff'],
    ['smallest int64', -9223372036854775808n, 'd38000000000000000'],
    ['beyond int64 is text', 9223372036854775808n, `b3${text('9223372036854775808')}`],
    ['2^70 as a number is exact text', 2 ** 70, `b6${text('1180591620717411303424')}`],
    ['a decimal is its shortest text', 0.1, `a3${text('0.1')}`],
    ['an exact binary fraction too', 1.5, `a3${text('1.5')}`],
    ['infinity', Number.POSITIVE_INFINITY, 'cb7ff0000000000000'],
    ['empty text', '', 'a0'],
    ['text of 31 bytes', 'x'.repeat(31), `bf${text('x'.repeat(31))}`],
    ['text of 32 bytes', 'x'.repeat(32), `d920${text('x'.repeat(32))}`],
    ['text counted in bytes', 'é'.repeat(16), `d920${text('é'.repeat(16))}`],
    ['text of 256 bytes', 'x'.repeat(256), `da0100${text('x'.repeat(256))}`],
    ['text of 65536 bytes', 'x'.repeat(65536), `db00010000${text('x'.repeat(65536))}`],
    ['empty list', [], '90'],
    ['list of 16', Array(16).fill(1), `dc0010${'01'.repeat(16)}`],
    ['list of 65536', Array(65536).fill(1), `dd00010000${'01'.repeat(65536)}`],
    ['empty map', {}, '80'],
    ['nested', { a: [null, { b: UNKNOWN }] }, '81a16192c081a162d40000'],
  ];
  test.each(cases)('%s', (_name, value, bytes) => {
    expect(hex(value)).toBe(bytes);
  });

  test('a map of 16 entries', () => {
    const entries = Array.from({ length: 16 }, (_, i) => [String.fromCharCode(97 + i), i] as const);
    const body = entries.map(([key, i]) => `a1${text(key)}0${i.toString(16)}`).join('');
    expect(hex(Object.fromEntries(entries))).toBe(`de0010${body}`);
  });
});

describe('refuses what no Terraform value is', () => {
  test('NaN', () => {
    expect(() => encodeValue(Number.NaN)).toThrow('a Terraform number cannot be NaN');
  });

  test('undefined, naming the attribute', () => {
    const value = { outer: { inner: undefined } } as unknown as RawValue;
    expect(() => encodeValue(value)).toThrow('"inner" is undefined');
    expect(() => encodeValue(undefined as unknown as RawValue)).toThrow('cannot be undefined');
  });

  test('functions and foreign symbols', () => {
    expect(() => encodeValue((() => 1) as unknown as RawValue)).toThrow('cannot be function');
    expect(() => encodeValue(Symbol('other') as unknown as RawValue)).toThrow('cannot be symbol');
  });
});

test.each(['prod', 'a-name-of-more-than-thirty-one-letters-x', 'x'.repeat(200)])(
  'an unknown text says what it begins with: %s',
  (prefix) => {
    const bytes = encodeValue({ before: [1, { deep: null }], id: UNKNOWN, other: UNKNOWN }, { id: prefix });
    expect(decodePrefix(bytes, 'id')).toBe(prefix);
    expect(decodePrefix(bytes, 'other')).toBeUndefined();
    expect(decodePrefix(bytes, 'before')).toBeUndefined();
    expect(decodePrefix(bytes, 'none')).toBeUndefined();
    expect(decodeValue(bytes)).toMatchObject({ id: UNKNOWN, other: UNKNOWN });
    expect(encodeValue({ id: 'known' }, { id: prefix })).toEqual(encodeValue({ id: 'known' }));
  },
);
