// From msgpack to a value: every form that Terraform's encoder writes, and nothing that could hang or crash us.
import { ByteReader } from '../bytes/byte-reader.ts';
import { MalformedBytesError } from '../bytes/malformed.ts';
import { isInexactInteger, narrow } from './number.ts';
import { emptyObject, type RawObject, type RawValue, UNKNOWN } from './raw-value.ts';
import { prefixIn } from './refinement.ts';

/** Far beyond any schema, and far within Node's stack. */
const MAX_DEPTH = 500;

/**
 * Decodes one msgpack value. Any extension is an unknown: code 0 is the plain one, 12 carries refinements, for
 * which `decodePrefix` asks, and others are the future's. Binary data reads as text, which is how Terraform writes the type
 * of a dynamically typed value.
 * @throws MalformedBytesError when the bytes are cut off, nested too deep, or followed by more.
 */
export function decodeValue(bytes: Uint8Array): RawValue {
  const reader = new ByteReader(bytes);
  const value = readValue(reader, 0);
  if (reader.remaining > 0) throw new MalformedBytesError(`${reader.remaining} bytes follow the value`);
  return value;
}

/** What an unknown text of an object is known to begin with; undefined when nothing is. */
export function decodePrefix(bytes: Uint8Array, name: string): string | undefined {
  const reader = new ByteReader(bytes);
  const tag = reader.uint8();
  const count = tag === 0xde ? reader.uint16() : tag >= 0x80 && tag < 0x90 ? tag & 0x0f : 0;
  for (let left = count; left > 0; left -= 1) {
    const key = readValue(reader, 1);
    const at = reader.offset;
    readValue(reader, 1);
    if (key === name) return prefixAt(new ByteReader(bytes, at));
  }
  return undefined;
}

function prefixAt(reader: ByteReader): string | undefined {
  const tag = reader.uint8();
  if (tag < 0xc7 || tag > 0xc9) return undefined;
  const length = extensionLength(reader, tag);
  const code = reader.uint8();
  return prefixIn(code, reader.bytes(length));
}

function readValue(reader: ByteReader, depth: number): RawValue {
  const tag = reader.uint8();
  if (tag < 0x80) return tag;
  if (tag < 0x90) return readMap(reader, tag & 0x0f, depth);
  if (tag < 0xa0) return readArray(reader, tag & 0x0f, depth);
  if (tag < 0xc0) return reader.utf8(tag & 0x1f);
  if (tag >= 0xe0) return tag - 0x100;
  return readTagged(reader, tag, depth);
}

function readTagged(reader: ByteReader, tag: number, depth: number): RawValue {
  if (tag >= 0xca && tag <= 0xd3) return readNumber(reader, tag);
  switch (tag) {
    case 0xc0:
      return null;
    case 0xc2:
      return false;
    case 0xc3:
      return true;
    case 0xc4:
    case 0xd9:
      return reader.utf8(reader.uint8());
    case 0xc5:
    case 0xda:
      return reader.utf8(reader.uint16());
    case 0xc6:
    case 0xdb:
      return reader.utf8(reader.uint32());
    case 0xdc:
      return readArray(reader, reader.uint16(), depth);
    case 0xdd:
      return readArray(reader, reader.uint32(), depth);
    case 0xde:
      return readMap(reader, reader.uint16(), depth);
    case 0xdf:
      return readMap(reader, reader.uint32(), depth);
    default:
      return readExtension(reader, tag);
  }
}

function readNumber(reader: ByteReader, tag: number): number | bigint {
  switch (tag) {
    case 0xca:
      return fromFloat(reader.float32());
    case 0xcb:
      return fromFloat(reader.float64());
    case 0xcc:
      return reader.uint8();
    case 0xcd:
      return reader.uint16();
    case 0xce:
      return reader.uint32();
    case 0xcf:
      return narrow(reader.uint64());
    case 0xd0:
      return reader.int8();
    case 0xd1:
      return reader.int16();
    case 0xd2:
      return reader.int32();
    default:
      return narrow(reader.int64());
  }
}

/** Terraform sends a float64 only for what it holds exactly, so a huge one is exactly that integer. */
function fromFloat(value: number): number | bigint {
  if (Number.isNaN(value)) throw new MalformedBytesError('a number is NaN');
  return isInexactInteger(value) ? BigInt(value) : value;
}

function readArray(reader: ByteReader, length: number, depth: number): RawValue[] {
  checkDepth(depth);
  const values: RawValue[] = [];
  for (let i = 0; i < length; i++) values.push(readValue(reader, depth + 1));
  return values;
}

function readMap(reader: ByteReader, length: number, depth: number): RawObject {
  checkDepth(depth);
  const values = emptyObject();
  for (let i = 0; i < length; i++) {
    const key = readValue(reader, depth + 1);
    if (typeof key !== 'string') throw new MalformedBytesError('a map key is not text');
    values[key] = readValue(reader, depth + 1);
  }
  return values;
}

function readExtension(reader: ByteReader, tag: number): RawValue {
  reader.skip(1 + extensionLength(reader, tag));
  return UNKNOWN;
}

function extensionLength(reader: ByteReader, tag: number): number {
  switch (tag) {
    case 0xc7:
      return reader.uint8();
    case 0xc8:
      return reader.uint16();
    case 0xc9:
      return reader.uint32();
    case 0xd4:
    case 0xd5:
    case 0xd6:
    case 0xd7:
    case 0xd8:
      return 1 << (tag - 0xd4);
    default:
      throw new MalformedBytesError(`byte 0x${tag.toString(16)} does not begin a msgpack value`);
  }
}

function checkDepth(depth: number): void {
  if (depth >= MAX_DEPTH) throw new MalformedBytesError(`nested deeper than ${MAX_DEPTH} levels`);
}
