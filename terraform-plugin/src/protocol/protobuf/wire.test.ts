import { describe, expect, test } from 'vitest';
import { ByteReader } from '../bytes/byte-reader.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import { MalformedBytesError } from '../bytes/malformed.ts';
import { readDelimited, readTag, readVarint, skipValue, writeDelimited, writeVarint } from './wire.ts';

const reader = (hex: string) => new ByteReader(Buffer.from(hex, 'hex'));

function written(write: (writer: ByteWriter) => void): string {
  const writer = new ByteWriter();
  write(writer);
  return Buffer.from(writer.finish()).toString('hex');
}

describe('varint', () => {
  const cases: [value: number, bytes: string][] = [
    [0, '00'],
    [1, '01'],
    [127, '7f'],
    [128, '8001'],
    [300, 'ac02'],
    [4294967296, '8080808010'],
    [562949953421311, 'ffffffffffff7f'],
    [562949953421312, '8080808080808001'],
    [Number.MAX_SAFE_INTEGER, 'ffffffffffffff0f'],
    [-1, 'ffffffffffffffffff01'],
    [Number.MIN_SAFE_INTEGER, '81808080808080f0ff01'],
  ];
  test.each(cases)('%d', (value, bytes) => {
    expect(written((writer) => writeVarint(writer, value))).toBe(bytes);
    expect(readVarint(reader(bytes))).toBe(value);
  });

  test('refuses integers that a number cannot hold', () => {
    expect(() => readVarint(reader('8080808080808010'))).toThrow('the integer at byte 0 is too large');
    expect(() => readVarint(reader('80808080808080808001'))).toThrow('the integer at byte 0 is too large');
  });

  test('refuses integers without end', () => {
    expect(() => readVarint(reader('ff'.repeat(11)))).toThrow('the integer at byte 0 has no end');
    expect(() => readVarint(reader('ffff'))).toThrow('cut off');
  });
});

describe('delimited', () => {
  test.each([0, 1, 127, 128, 16383, 16384, 2_097_152])('%d bytes', (size) => {
    const writer = new ByteWriter();
    writer.uint8(0xaa);
    writeDelimited(writer, () => writer.bytes(new Uint8Array(size).fill(7)));
    writer.uint8(0xbb);
    const read = new ByteReader(writer.finish());
    expect(read.uint8()).toBe(0xaa);
    const body = readDelimited(read);
    expect(body.length).toBe(size);
    expect(body.every((byte) => byte === 7)).toBe(true);
    expect(read.uint8()).toBe(0xbb);
    expect(read.remaining).toBe(0);
  });

  test('refuses a length beyond the end, and a negative one', () => {
    expect(() => readDelimited(reader('05616263'))).toThrow(
      'cut off: 5 bytes expected at byte 1, 3 are left',
    );
    expect(() => readDelimited(reader('ffffffff0f00'))).toThrow('cut off: 4294967295 bytes expected');
    expect(() => readDelimited(reader('ffffffffffffffffff01'))).toThrow('the length at byte 0 is negative');
  });
});

describe('skipping', () => {
  const cases: [name: string, wireType: number, bytes: string][] = [
    ['varint', 0, 'ffffffffffffffffff01'],
    ['fixed64', 1, '0102030405060708'],
    ['delimited', 2, '0401020304'],
    ['fixed32', 5, '01020304'],
  ];
  test.each(cases)('%s', (_name, wireType, bytes) => {
    const cursor = reader(`${bytes}2a`);
    skipValue(cursor, { number: 9, wireType });
    expect(cursor.uint8()).toBe(0x2a);
  });

  test.each([3, 4, 6, 7])('wire type %d is refused', (wireType) => {
    expect(() => skipValue(reader('00'), { number: 9, wireType })).toThrow(
      `field 9 has wire type ${wireType}, which proto3 does not have`,
    );
  });

  test('a tag needs a field number', () => {
    expect(() => readTag(reader('02'))).toThrow(MalformedBytesError);
    expect(readTag(reader('0a'))).toEqual({ number: 1, wireType: 2 });
  });
});
