// The wire format of protobuf: numbers, and fields with a number and a length.
import { badRequest } from '../status/status.ts';

const VARINT = 0;
const FIXED_64 = 1;
const BYTES = 2;
const FIXED_32 = 5;

/** Values of a message by field number, in order. */
export type Fields = ReadonlyMap<number, readonly (Uint8Array | bigint)[]>;

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

export function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

export function bytesField(number: number, bytes: Uint8Array): Uint8Array {
  return concat([varint(BigInt((number << 3) | BYTES)), varint(BigInt(bytes.length)), bytes]);
}

export function textField(number: number, text: string): Uint8Array {
  return bytesField(number, new TextEncoder().encode(text));
}

export function numberField(number: number, value: bigint): Uint8Array {
  return concat([varint(BigInt((number << 3) | VARINT)), varint(value)]);
}

function readVarint(bytes: Uint8Array, position: number): [value: bigint, next: number] {
  let value = 0n;
  for (let index = 0; index < 10; index += 1) {
    const byte = bytes[position + index];
    if (byte === undefined) throw damaged();
    value |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if (byte < 0x80) return [BigInt.asUintN(64, value), position + index + 1];
  }
  throw damaged();
}

/** @throws StatusError when the bytes are no message */
export function fieldsOf(bytes: Uint8Array): Fields {
  const found = new Map<number, (Uint8Array | bigint)[]>();
  for (let position = 0; position < bytes.length; ) {
    const [key, afterKey] = readVarint(bytes, position);
    const [number, wireType] = [Number(key >> 3n), Number(key & 7n)];
    let value: Uint8Array | bigint;
    if (wireType === VARINT) [value, position] = readVarint(bytes, afterKey);
    else {
      const [length, start] = wireType === BYTES ? readVarint(bytes, afterKey) : [fixed(wireType), afterKey];
      position = start + Number(length);
      if (position > bytes.length) throw damaged();
      value = bytes.subarray(start, position);
    }
    const all = found.get(number);
    if (all === undefined) found.set(number, [value]);
    else all.push(value);
  }
  return found;
}

function fixed(wireType: number): bigint {
  if (wireType === FIXED_64) return 8n;
  if (wireType === FIXED_32) return 4n;
  throw damaged();
}

export function damaged() {
  return badRequest('the body is damaged: it is no protobuf message of Kubernetes');
}
