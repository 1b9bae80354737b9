import { describe, expect, test } from 'vitest';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { MalformedBytesError } from './malformed.ts';

const hex = (writer: ByteWriter) => Buffer.from(writer.finish()).toString('hex');

describe('writer', () => {
  test('is big-endian', () => {
    const writer = new ByteWriter();
    writer.uint8(0x01);
    writer.uint16(0x0203);
    writer.uint32(0x04050607);
    writer.int64(-2n);
    writer.float64(1.5);
    writer.utf8('é', 2);
    expect(hex(writer)).toBe('01020304050607fffffffffffffffe3ff8000000000000c3a9');
    expect(writer.length).toBe(25);
  });

  test('grows and keeps what was written', () => {
    const writer = new ByteWriter();
    for (let i = 0; i < 1000; i++) writer.uint8(i % 256);
    writer.bytes(new Uint8Array(5000).fill(9));
    const bytes = writer.finish();
    expect(bytes.length).toBe(6000);
    expect(bytes[999]).toBe(999 % 256);
    expect(bytes[5999]).toBe(9);
  });

  test('opens a gap and patches it', () => {
    const writer = new ByteWriter();
    writer.bytes(Uint8Array.of(1, 2, 3));
    writer.insertGap(1, 2);
    writer.patch(1, 0xaa);
    writer.patch(2, 0xbb);
    expect(hex(writer)).toBe('01aabb0203');
  });
});

describe('reader', () => {
  test('reads a part of a larger buffer, and views of it are plain bytes', () => {
    const reader = new ByteReader(Buffer.from('ff0102030405ff', 'hex').subarray(1, 6));
    expect(reader.uint16()).toBe(0x0102);
    expect(reader.bytes(2)).toEqual(Uint8Array.of(3, 4));
    expect({ offset: reader.offset, remaining: reader.remaining }).toEqual({ offset: 4, remaining: 1 });
    expect(() => reader.uint16()).toThrow('cut off: 2 bytes expected at byte 4, 1 are left');
  });

  test('a part ends where it was said to, though the bytes go on', () => {
    const reader = new ByteReader(Uint8Array.of(1, 2, 3, 4));
    reader.skip(1);
    const part = reader.part(2);
    expect([part.uint8(), part.uint8(), part.remaining, reader.remaining]).toEqual([2, 3, 0, 1]);
    expect(() => part.uint8()).toThrow('cut off: 1 bytes expected at byte 3, 0 are left');
    expect(() => reader.part(2)).toThrow(MalformedBytesError);
  });

  test.each([
    'uint8',
    'uint16',
    'uint32',
    'uint64',
    'int8',
    'int16',
    'int32',
    'int64',
    'float32',
    'float64',
  ] as const)('%s does not read past the end', (read) => {
    expect(() => new ByteReader(new Uint8Array())[read]()).toThrow(MalformedBytesError);
  });

  test('refuses text that is not UTF-8 and keeps a real replacement character', () => {
    expect(() => new ByteReader(Uint8Array.of(0xff)).utf8(1)).toThrow('text at byte 0 is not valid UTF-8');
    expect(new ByteReader(Buffer.from('\ufffd')).utf8(3)).toBe('\ufffd');
  });
});
