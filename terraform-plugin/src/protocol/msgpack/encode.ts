// From a value to msgpack, in the forms that Terraform's decoder takes for the same number.
import { ByteWriter } from '../bytes/byte-writer.ts';
import { type RawObject, type RawValue, UNKNOWN } from './raw-value.ts';
import { IS_NULL, type Prefixes, REFINED_UNKNOWN, STRING_PREFIX } from './refinement.ts';

const PLAIN_UNKNOWN = Uint8Array.of(0xd4, 0x00, 0x00);
const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/**
 * Encodes a value as msgpack. Numbers that are not integers become their shortest decimal text, because
 * Terraform would compare a float64 with 512 bits of what the user wrote and find a difference.
 * @param prefixes what unknown texts of an object begin with; a prefix of at most 200 letters
 * @throws TypeError for NaN and for `undefined`, which no Terraform value corresponds to.
 */
export function encodeValue(value: RawValue, prefixes?: Prefixes): Uint8Array {
  const writer = new ByteWriter();
  if (prefixes !== undefined && isRawObject(value)) writeMap(writer, value, prefixes);
  else writeValue(writer, value);
  return writer.finish();
}

function isRawObject(value: RawValue): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function writeValue(writer: ByteWriter, value: RawValue): void {
  if (value === null) writer.uint8(0xc0);
  else if (typeof value === 'boolean') writer.uint8(value ? 0xc3 : 0xc2);
  else if (typeof value === 'string') writeText(writer, value);
  else if (typeof value === 'number') writeNumber(writer, value);
  else if (typeof value === 'bigint') writeBigInt(writer, value);
  else if (value === UNKNOWN) writeUnknown(writer);
  else if (Array.isArray(value)) writeArray(writer, value);
  else if (typeof value === 'object') writeMap(writer, value);
  else throw new TypeError(`a Terraform value cannot be ${typeof value}`);
}

/** The plain unknown (extension 0 with one byte). */
function writeUnknown(writer: ByteWriter): void {
  writer.bytes(PLAIN_UNKNOWN);
}

/** An unknown with two refinements: it is not null, and it begins so. */
function writePrefixed(writer: ByteWriter, prefix: string): void {
  const body = new ByteWriter();
  for (const byte of [0x82, IS_NULL, 0xc2, STRING_PREFIX]) body.uint8(byte);
  writeText(body, prefix);
  const bytes = body.finish();
  writeLength(writer, bytes.length, 0xc7, 0xc8, 0xc9);
  writer.uint8(REFINED_UNKNOWN);
  writer.bytes(bytes);
}

function writeText(writer: ByteWriter, text: string): void {
  const length = Buffer.byteLength(text);
  if (length < 32) writer.uint8(0xa0 | length);
  else writeLength(writer, length, 0xd9, 0xda, 0xdb);
  writer.utf8(text, length);
}

function writeNumber(writer: ByteWriter, value: number): void {
  if (Number.isNaN(value)) throw new TypeError('a Terraform number cannot be NaN');
  if (Number.isSafeInteger(value)) {
    writeSafeInteger(writer, value);
  } else if (Number.isInteger(value)) {
    writeBigInt(writer, BigInt(value));
  } else if (Number.isFinite(value)) {
    writeText(writer, String(value));
  } else {
    writer.uint8(0xcb);
    writer.float64(value);
  }
}

function writeSafeInteger(writer: ByteWriter, value: number): void {
  if (value >= 0 && value < 0x80) writer.uint8(value);
  else if (value < 0 && value >= -32) writer.uint8(0x100 + value);
  else if (value >= 0 && value <= 0xffff_ffff) writeLength(writer, value, 0xcc, 0xcd, 0xce);
  else writeInt64(writer, BigInt(value));
}

function writeBigInt(writer: ByteWriter, value: bigint): void {
  if (value < INT64_MIN || value > INT64_MAX) writeText(writer, value.toString());
  else writeInt64(writer, value);
}

function writeInt64(writer: ByteWriter, value: bigint): void {
  writer.uint8(0xd3);
  writer.int64(value);
}

function writeArray(writer: ByteWriter, values: RawValue[]): void {
  if (values.length < 16) writer.uint8(0x90 | values.length);
  else writeLength(writer, values.length, undefined, 0xdc, 0xdd);
  for (const value of values) writeValue(writer, value);
}

function writeMap(writer: ByteWriter, values: RawObject, prefixes?: Prefixes): void {
  const entries = Object.entries(values);
  if (entries.length < 16) writer.uint8(0x80 | entries.length);
  else writeLength(writer, entries.length, undefined, 0xde, 0xdf);
  for (const [key, value] of entries) {
    if (value === undefined)
      throw new TypeError(`"${key}" is undefined; a Terraform value is null or left out`);
    writeText(writer, key);
    const prefix = value === UNKNOWN ? prefixes?.[key] : undefined;
    if (prefix === undefined) writeValue(writer, value);
    else writePrefixed(writer, prefix);
  }
}

/** A tag and a number in the fewest bytes that hold it: 1, 2 or 4. */
function writeLength(
  writer: ByteWriter,
  value: number,
  tag8: number | undefined,
  tag16: number,
  tag32: number,
): void {
  if (tag8 !== undefined && value <= 0xff) {
    writer.uint8(tag8);
    writer.uint8(value);
  } else if (value <= 0xffff) {
    writer.uint8(tag16);
    writer.uint16(value);
  } else {
    writer.uint8(tag32);
    writer.uint32(value);
  }
}
