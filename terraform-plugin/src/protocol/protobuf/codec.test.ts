// What the codec does beyond single tables: presence, packing, maps, oneofs, merging, skipping.
import { describe, expect, test } from 'vitest';
import { decodeMessage } from './decode.ts';
import { encodeMessage } from './encode.ts';
import {
  bool,
  bytes,
  enumeration,
  integer,
  type MessageType,
  map,
  message,
  nested,
  oneof,
  optional,
  repeated,
  string,
} from './field.ts';
import type { MessageTable } from './table.ts';

interface Sample {
  count?: number;
  on?: boolean;
  text?: string;
  data?: Uint8Array;
  colour?: 'none' | 'red' | 'blue';
  maybe?: number;
  numbers?: number[];
  words?: string[];
  labels?: Record<string, string>;
  children?: Record<string, Sample>;
  child?: Sample;
  left?: string;
  right?: number;
}

const sample: MessageType<Sample> = message('Sample', {
  count: integer(1),
  on: bool(2),
  text: string(3),
  data: bytes(4),
  colour: enumeration(5, ['none', 'red', 'blue']),
  maybe: optional(integer(6)),
  numbers: repeated(integer(7)),
  words: repeated(string(8)),
  labels: map(string(9)),
  children: map(nested(10, () => sample)),
  child: nested(11, () => sample),
  left: oneof('side', string(12)),
  right: oneof('side', integer(13)),
}) as MessageTable;

const zero = {
  count: 0,
  on: false,
  text: '',
  data: new Uint8Array(),
  colour: 'none',
  numbers: [],
  words: [],
  labels: {},
  children: {},
};

const encode = (value: Sample) => Buffer.from(encodeMessage(sample, value)).toString('hex');
const decode = (hex: string) => decodeMessage(sample, Buffer.from(hex, 'hex'));

describe('encodes', () => {
  const cases: [name: string, value: Sample, bytes: string][] = [
    ['nothing', {}, ''],
    ['zero values as nothing', { count: 0, on: false, text: '', data: new Uint8Array(), colour: 'none' }, ''],
    ['an explicit zero', { maybe: 0 }, '3000'],
    ['scalars', { count: 300, on: true, text: 'é', data: Uint8Array.of(1, 2) }, '08ac0210011a02c3a922020102'],
    ['an enum', { colour: 'blue' }, '2802'],
    ['numbers packed', { numbers: [1, 300, -1] }, '3a0d01ac02ffffffffffffffffff01'],
    ['no numbers as nothing', { numbers: [] }, ''],
    ['texts one by one', { words: ['a', ''] }, '420161' + '4200'],
    ['a map', { labels: { k: 'v', '': '' } }, '4a060a016b120176' + '4a040a001200'],
    ['a map of messages', { children: { k: { count: 1 } } }, '52070a016b12020801'],
    ['an empty message', { child: {} }, '5a00'],
    ['a oneof, zero included', { right: 0 }, '6800'],
    ['fields above 15', { left: 'x' }, '620178'],
  ];
  test.each(cases)('%s', (_name, value, bytes) => {
    expect(encode(value)).toBe(bytes);
  });
});

describe('decodes', () => {
  const cases: [name: string, bytes: string, value: Partial<Sample>][] = [
    ['nothing', '', {}],
    ['scalars', '08ac0210011a02c3a922020102', { count: 300, on: true, text: 'é', data: Uint8Array.of(1, 2) }],
    ['the last of a repeated scalar', '08010802', { count: 2 }],
    ['an enum it does not know as the first', '2863', { colour: 'none' }],
    ['packed numbers', '3a0301ac02', { numbers: [1, 300] }],
    ['numbers one by one', '380138ac02', { numbers: [1, 300] }],
    ['both mixed', '38013a0302ac02', { numbers: [1, 2, 300] }],
    ['a map entry without value', '4a030a016b', { labels: { k: '' } }],
    ['a map entry without key', '4a03120176', { labels: { '': 'v' } }],
    ['a map of messages without value', '52030a016b', { children: { k: zero as Sample } }],
    ['a map entry with a field of the future', '4a080a016b1201762001', { labels: { k: 'v' } }],
    ['unknown fields skipped', 'a00601a1060000000000000000a2060141a50600000000' + '0801', { count: 1 }],
    ['a field of another wire type skipped', '0a0161' + '1801' + '0801', { count: 1 }],
  ];
  test.each(cases)('%s', (_name, bytes, value) => {
    expect(decode(bytes)).toEqual({ ...zero, ...value });
  });

  test('the last member of a oneof clears the others', () => {
    expect(decode('6201786805')).toEqual({ ...zero, right: 5 });
    expect(decode('6805620178')).toEqual({ ...zero, left: 'x' });
  });

  test('a message that comes twice is merged', () => {
    expect(decode('5a020801' + '5a021001').child).toEqual({ ...zero, count: 1, on: true });
  });

  test('a map key called __proto__ is only a key', () => {
    const labels = decode('4a0e0a095f5f70726f746f5f5f120178').labels;
    expect(Object.getPrototypeOf(labels)).toBeNull();
    expect(Object.entries(labels ?? {})).toEqual([['__proto__', 'x']]);
  });

  test('bytes at an offset of a larger buffer', () => {
    const whole = Buffer.from('ffff0801ffff', 'hex');
    expect(decodeMessage(sample, whole.subarray(2, 4)).count).toBe(1);
  });
});

describe('refuses to encode what a field cannot hold, by name', () => {
  const cases: [value: unknown, message: string][] = [
    [{ count: 1.5 }, 'Sample.count is 1.5, not a whole number'],
    [{ count: 2 ** 53 }, 'Sample.count is 9007199254740992, not a whole number'],
    [{ text: 5 }, 'Sample.text is not text'],
    [{ data: 'x' }, 'Sample.data is not bytes'],
    [{ colour: 'green' }, 'Sample.colour cannot be "green"'],
    [{ child: { numbers: ['x'] } }, 'Sample.numbers is x, not a whole number'],
  ];
  test.each(cases)('%j', (value, text) => {
    expect(() => encodeMessage(sample, value as Sample)).toThrow(new TypeError(text));
  });
});
