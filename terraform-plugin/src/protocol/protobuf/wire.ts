// Protobuf's outermost layer: variable-length integers, field tags, and how to step over what is not known.
import type { ByteReader } from '../bytes/byte-reader.ts';
import type { ByteWriter } from '../bytes/byte-writer.ts';
import { MalformedBytesError } from '../bytes/malformed.ts';

export const VARINT = 0;
const FIXED64 = 1;
export const DELIMITED = 2;
const FIXED32 = 5;

const MAX_VARINT_BYTES = 10;
/** 7 groups of 7 bits fit a number exactly; longer ones need a bigint. */
const EXACT_BYTES = 7;

/** Writes a safe integer; a negative one takes ten bytes, as two's complement of 64 bits. */
export function writeVarint(writer: ByteWriter, value: number): void {
  if (value < 0) {
    writeBigVarint(writer, BigInt.asUintN(64, BigInt(value)));
    return;
  }
  let rest = value;
  while (rest > 0x7f) {
    writer.uint8((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  writer.uint8(rest);
}

function writeBigVarint(writer: ByteWriter, value: bigint): void {
  let rest = value;
  while (rest > 0x7fn) {
    writer.uint8(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  writer.uint8(Number(rest));
}

/** Reads an int64 that must be a safe integer, which all of the protocol's numbers are. */
export function readVarint(reader: ByteReader): number {
  const at = reader.offset;
  const first = reader.uint8();
  return first < 0x80 ? first : readLongVarint(reader, at, first - 0x80);
}

function readLongVarint(reader: ByteReader, at: number, first: number): number {
  let low = first;
  let high = 0n;
  for (let index = 1; index < MAX_VARINT_BYTES; index++) {
    const byte = reader.uint8();
    if (index < EXACT_BYTES) low += (byte & 0x7f) * 2 ** (7 * index);
    else high |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if (byte < 0x80) return high === 0n ? low : signed(high | BigInt(low), at);
  }
  throw new MalformedBytesError(`the integer at byte ${at} has no end`);
}

function signed(value: bigint, at: number): number {
  const number = Number(BigInt.asIntN(64, value));
  if (!Number.isSafeInteger(number)) throw new MalformedBytesError(`the integer at byte ${at} is too large`);
  return number;
}

export interface Tag {
  number: number;
  wireType: number;
}

export function writeTag(writer: ByteWriter, number: number, wireType: number): void {
  writeVarint(writer, number * 8 + wireType);
}

export function readTag(reader: ByteReader): Tag {
  const at = reader.offset;
  const tag = readVarint(reader);
  if (tag < 8) throw new MalformedBytesError(`the field at byte ${at} has no number`);
  return { number: Math.floor(tag / 8), wireType: tag % 8 };
}

/** Reads how many bytes follow. */
export function readLength(reader: ByteReader): number {
  const at = reader.offset;
  const length = readVarint(reader);
  if (length < 0) throw new MalformedBytesError(`the length at byte ${at} is negative`);
  return length;
}

/** Reads a length and gives a view of that many bytes. */
export function readDelimited(reader: ByteReader): Uint8Array {
  return reader.bytes(readLength(reader));
}

/** Writes what `write` writes, with its length in front: one byte is reserved, and more are inserted if needed. */
export function writeDelimited(writer: ByteWriter, write: () => void): void {
  const at = writer.length;
  writer.uint8(0);
  write();
  const length = writer.length - at - 1;
  const extra = varintSize(length) - 1;
  if (extra > 0) writer.insertGap(at, extra);
  let rest = length;
  for (let index = 0; index <= extra; index++) {
    writer.patch(at + index, (rest % 0x80) | (index < extra ? 0x80 : 0));
    rest = Math.floor(rest / 0x80);
  }
}

function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 0x80)) size++;
  return size;
}

/** Steps over a field's value. Groups (wire types 3 and 4) left protobuf long ago and are refused. */
export function skipValue(reader: ByteReader, { number, wireType }: Tag): void {
  if (wireType === VARINT) skipVarint(reader);
  else if (wireType === FIXED64) reader.skip(8);
  else if (wireType === DELIMITED) readDelimited(reader);
  else if (wireType === FIXED32) reader.skip(4);
  else throw new MalformedBytesError(`field ${number} has wire type ${wireType}, which proto3 does not have`);
}

function skipVarint(reader: ByteReader): void {
  const at = reader.offset;
  for (let index = 0; index < MAX_VARINT_BYTES; index++) if (reader.uint8() < 0x80) return;
  throw new MalformedBytesError(`the integer at byte ${at} has no end`);
}
