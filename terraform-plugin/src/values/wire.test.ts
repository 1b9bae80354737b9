// Values as Terraform sends them, checked against bytes and against each other.
import { describe, expect, test } from 'vitest';
import { decodeValue } from '../protocol/msgpack/decode.ts';
import { encodeValue } from '../protocol/msgpack/encode.ts';
import type { RawValue } from '../protocol/msgpack/raw-value.ts';
import type { ObjectType, ValueType } from './type.ts';
import { Dynamic, UNKNOWN, type Value } from './value.ts';
import { decodeDynamicValue, decodeObject, encodeDynamicValue } from './wire.ts';

const string: ValueType = { kind: 'string' };
const number: ValueType = { kind: 'number' };
const list = (element: ValueType): ValueType => ({ kind: 'list', element });
const map = (element: ValueType): ValueType => ({ kind: 'map', element });

const cases: [name: string, type: ValueType, raw: RawValue, value: Value][] = [
  ['text', string, 'a', 'a'],
  ['null', string, null, null],
  ['unknown', list(string), UNKNOWN, UNKNOWN],
  ['a truth value', { kind: 'bool' }, false, false],
  ['a small number', number, 7, 7],
  ['a number beyond 2^53', number, 9007199254740993n, 9007199254740993n],
  ['a decimal as text', number, '0.1', 0.1],
  ['a long decimal as text', number, '0.12345678901234567890123', '0.12345678901234567890123'],
  [
    'a number beyond 64 bits as text',
    number,
    '100000000000000000000000000000',
    100000000000000000000000000000n,
  ],
  ['digits in text stay text', string, '0.1', '0.1'],
  ['an exact binary fraction', number, 0.5, 0.5],
  ['elements', list(number), ['1.5', null, UNKNOWN], [1.5, null, UNKNOWN]],
  ['a set', { kind: 'set', element: string }, ['b', 'a'], ['b', 'a']],
  ['a map', map(list(string)), { a: ['x'], constructor: [] }, { a: ['x'], constructor: [] }],
  ['a tuple', { kind: 'tuple', elements: [string, number] }, ['1', '1'], ['1', 1]],
  [
    'an object: every attribute and no other',
    { kind: 'object', attributes: { a: string, b: string } },
    { b: 'x', c: 'y' },
    { a: null, b: 'x' },
  ],
  ['a dynamic value', { kind: 'dynamic' }, ['"string"', 'x'], new Dynamic(string, 'x')],
  ['a dynamic null', { kind: 'dynamic' }, null, null],
  [
    'a dynamic object',
    { kind: 'dynamic' },
    ['["object",{"n":"number","t":["tuple",["bool"]]}]', { n: '0.1', t: [UNKNOWN] }],
    new Dynamic(
      { kind: 'object', attributes: { n: number, t: { kind: 'tuple', elements: [{ kind: 'bool' }] } } },
      { n: 0.1, t: [UNKNOWN] },
    ),
  ],
];

describe('msgpack', () => {
  test.each(cases)('%s', (_name, type, raw, value) => {
    expect(decodeDynamicValue(type, { msgpack: encodeValue(raw) })).toEqual(value);
  });

  test.each(cases)('%s, and back', (_name, type, _raw, value) => {
    expect(decodeDynamicValue(type, encodeDynamicValue(value))).toEqual(value);
  });

  test('a float64 stands for its exact binary value, which is not the decimal of the same name', () => {
    const float = Uint8Array.from([0xcb, 0x3f, 0xb9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a]);
    expect(decodeValue(float)).toBe(0.1);
    const exact = '0.1000000000000000055511151231257827021181583404541015625';
    expect(decodeDynamicValue(number, { msgpack: float })).toBe(exact);
    expect(
      Buffer.from(encodeDynamicValue(exact).msgpack ?? [])
        .subarray(2)
        .toString(),
    ).toBe(exact);
  });

  test.each([
    [-0.375, -0.375],
    [-0.1, '-0.1000000000000000055511151231257827021181583404541015625'],
    [3.25, 3.25],
    [1e-7, '0.00000009999999999999999547481118258862586856139387236908078193664550781250'.slice(0, -1)],
  ])('float64 %d', (float, value) => {
    const bytes = Buffer.alloc(9);
    bytes[0] = 0xcb;
    bytes.writeDoubleBE(float, 1);
    expect(decodeDynamicValue(number, { msgpack: bytes })).toBe(value);
  });
});

describe('json', () => {
  const decode = (type: ValueType, json: string) => decodeDynamicValue(type, { json: Buffer.from(json) });
  test('a number is the decimal that it shows', () => {
    expect(decode(number, '0.1')).toBe(0.1);
    expect(decode(number, '9007199254740993')).toBe(9007199254740993n);
  });
  test('a dynamic value brings its type along', () => {
    expect(decode({ kind: 'dynamic' }, '{"value":["a"],"type":["list","string"]}')).toEqual(
      new Dynamic(list(string), ['a']),
    );
  });
});

test('nothing sent is null', () => {
  expect(decodeObject({ kind: 'object', attributes: {} }, undefined)).toBeNull();
  expect(decodeObject({ kind: 'object', attributes: {} }, {})).toBeNull();
});

describe('a value of another type is named', () => {
  const type: ObjectType = {
    kind: 'object',
    attributes: {
      a: { kind: 'object', attributes: { b: list({ kind: 'bool' }) } },
      m: map(number),
      s: string,
    },
  };
  const mismatches: [raw: RawValue, message: string][] = [
    [{ a: { b: [true, 'x'] } }, '"a.b[1]" is not a bool'],
    [{ a: 1 }, '"a" is not an object'],
    [{ a: { b: {} } }, '"a.b" is not a list of bools'],
    [{ m: { k: true } }, '"m.k" is not a number'],
    [{ s: 1 }, '"s" is not a string'],
    ['x', 'the value is not an object'],
  ];
  test.each(mismatches)('%j', (raw, message) => {
    expect(() => decodeObject(type, { msgpack: encodeValue(raw) })).toThrow(message);
  });
});
