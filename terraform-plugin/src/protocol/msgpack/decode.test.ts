import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MalformedBytesError } from '../bytes/malformed.ts';
import { decodeValue } from './decode.ts';
import { encodeValue } from './encode.ts';
import { emptyObject, isUnknown, type RawObject, type RawValue, UNKNOWN } from './raw-value.ts';

const decode = (hex: string) => decodeValue(Buffer.from(hex, 'hex'));

describe('decodes every form that Terraform writes', () => {
  const cases: [name: string, bytes: string, value: RawValue][] = [
    ['null', 'c0', null],
    ['false', 'c2', false],
    ['true', 'c3', true],
    ['fixint', '7f', 127],
    ['negative fixint', 'e0', -32],
    ['uint8', 'ccff', 255],
    ['uint16', 'cdffff', 65535],
    ['uint32', 'ceffffffff', 4294967295],
    ['uint64 that fits', 'cf001fffffffffffff', 9007199254740991],
    ['uint64 that does not', 'cf0020000000000001', 9007199254740993n],
    ['largest uint64', 'cfffffffffffffffff', 18446744073709551615n],
    ['int8', 'd080', -128],
    ['int16', 'd18000', -32768],
    ['int32', 'd280000000', -2147483648],
    ['int64 that fits', 'd3ffffffff00000000', -4294967296],
    ['int64 that does not', 'd38000000000000000', -9223372036854775808n],
    ['float32', 'ca3fc00000', 1.5],
    ['float64', 'cb3ff8000000000000', 1.5],
    ['float64 beyond 2^53', 'cb4450000000000000', 1180591620717411303424n],
    ['float64 infinity', 'cbfff0000000000000', Number.NEGATIVE_INFINITY],
    ['decimal text stays text', 'a3302e31', '0.1'],
    ['str8', 'd90161', 'a'],
    ['str16', 'da000161', 'a'],
    ['str32', 'db0000000161', 'a'],
    ['array16', 'dc000101', [1]],
    ['array32', 'dd0000000101', [1]],
    ['plain unknown', 'd40000', UNKNOWN],
    ['fixext2', 'd500ffff', UNKNOWN],
    ['fixext4', 'd600ffffffff', UNKNOWN],
    ['fixext8', `d700${'ff'.repeat(8)}`, UNKNOWN],
    ['fixext16', `d800${'ff'.repeat(16)}`, UNKNOWN],
    ['refined unknown', 'c7080c8201c202a3626574', UNKNOWN],
    ['ext16', 'c800010c00', UNKNOWN],
    ['ext32', 'c9000000010c00', UNKNOWN],
    ['a list goes on after an unknown', '92d4000005', [UNKNOWN, 5]],
    ['dynamic value: type as bin8', '92c40822737472696e6722a178', ['"string"', 'x']],
    ['bin16', 'c5000161', 'a'],
    ['bin32', 'c60000000161', 'a'],
  ];
  test.each(cases)('%s', (_name, bytes, value) => {
    expect(decode(bytes)).toEqual(value);
  });

  test('maps of all sizes, without a prototype', () => {
    for (const head of ['81', 'de0001', 'df00000001']) {
      const value = decode(`${head}a16101`) as RawObject;
      expect({ ...value }).toEqual({ a: 1 });
      expect(Object.getPrototypeOf(value)).toBeNull();
    }
  });

  test('a key called __proto__ is only a key', () => {
    const key = Buffer.from('__proto__').toString('hex');
    const value = decode(`81a9${key}81a161c3`) as RawObject;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(value['a']).toBeUndefined();
    expect(Buffer.from(encodeValue(value)).toString('hex')).toBe(`81a9${key}81a161c3`);
  });
});

describe('refuses hostile bytes at once', () => {
  const cases: [name: string, bytes: string, message: string][] = [
    ['nothing', '', 'cut off: 1 bytes expected at byte 0, 0 are left'],
    ['a cut number', 'cd01', 'cut off: 2 bytes expected at byte 1, 1 are left'],
    ['a cut text', 'a561', 'cut off: 5 bytes expected at byte 1, 1 are left'],
    ['a text of 4 GiB', 'dbffffffff', 'cut off: 4294967295 bytes expected'],
    ['a list of 4 billion', 'ddffffffff', 'cut off'],
    ['a map of 4 billion', 'dfffffffff', 'cut off'],
    ['an extension of 4 GiB', 'c9ffffffff00', 'cut off'],
    ['the reserved byte', 'c1', 'byte 0xc1 does not begin a msgpack value'],
    ['trailing bytes', 'c0c0c0', '2 bytes follow the value'],
    ['a number as key', '810101', 'a map key is not text'],
    ['NaN', 'cb7ff8000000000001', 'a number is NaN'],
    ['text that is not UTF-8', 'a2c328', 'text at byte 1 is not valid UTF-8'],
  ];
  test.each(cases)('%s', (_name, bytes, message) => {
    expect(() => decode(bytes)).toThrow(MalformedBytesError);
    expect(() => decode(bytes)).toThrow(message);
  });

  test('a million nested lists', () => {
    expect(() => decodeValue(Buffer.alloc(1_000_000, 0x91))).toThrow('nested deeper than 500 levels');
  });

  test('a million nested map keys', () => {
    expect(() => decodeValue(Buffer.alloc(1_000_000, 0x81))).toThrow('nested deeper than 500 levels');
  });

  test('any bytes give a value or MalformedBytesError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          decodeValue(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedBytesError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

test('a replacement character in valid text is not mistaken for damage', () => {
  expect(decodeValue(encodeValue('a\ufffdb'))).toBe('a\ufffdb');
});

test('what is encoded decodes to the same', () => {
  const key = fc.string({ unit: 'binary', maxLength: 40 });
  const integer = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -200, max: 200 }));
  const bigint = fc
    .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
    .filter((n) => !Number.isSafeInteger(Number(n)));
  const { value } = fc.letrec<{ value: RawValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<RawValue>(null, true, false, UNKNOWN),
      integer,
      bigint,
      key,
      fc.array(tie('value'), { maxLength: 20 }),
      fc
        .array(fc.tuple(key, tie('value')), { maxLength: 20 })
        .map((entries) => Object.assign(emptyObject(), Object.fromEntries(entries)) as RawValue),
    ),
  }));
  fc.assert(
    fc.property(value, (given) => {
      const decoded = decodeValue(encodeValue(given));
      expect(decoded).toEqual(given);
      expect(isUnknown(decoded)).toBe(isUnknown(given));
    }),
    { numRuns: 500 },
  );
});
