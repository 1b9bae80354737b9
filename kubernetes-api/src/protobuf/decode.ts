// Protobuf messages as official objects.

import { type Json, type JsonObject, set } from '../json/json.ts';
import { JsonError, parseJson } from '../json/parse.ts';
import type { ScalarType, StructType, TypeNode } from '../types/type-node.ts';
import { isTypeMeta } from './encode.ts';
import { damaged, type Fields, fieldsOf } from './wire.ts';

export function decodeMessage(type: StructType, bytes: Uint8Array): JsonObject {
  const fields = fieldsOf(bytes);
  const found: JsonObject = {};
  for (const [name, field] of type.fields) {
    if (field.number === 0 || isTypeMeta(name, type)) continue;
    const values = messageAround(fields, field.within)?.get(field.number);
    if (values !== undefined) found[name] = decodeValues(field.type, values);
  }
  return found;
}

/** The fields among which a field is: those of the message, or of one inside it. */
function messageAround(fields: Fields, within: number): Fields | undefined {
  if (within === 0) return fields;
  const inner = fields.get(within)?.at(-1);
  return inner === undefined ? undefined : fieldsOf(bytesOf(inner));
}

function decodeValues(type: TypeNode, values: readonly (Uint8Array | bigint)[]): Json {
  if (type.is === 'list') return values.map((value) => decodeOne(type.item, value));
  if (type.is === 'map') {
    const found: JsonObject = {};
    for (const value of values) {
      const entry = fieldsOf(bytesOf(value));
      const item = entry.get(2)?.at(-1);
      set(found, text(entry, 1), item === undefined ? '' : decodeOne(type.value, item));
    }
    return found;
  }
  return decodeOne(type, values.at(-1)!);
}

function decodeOne(type: TypeNode, value: Uint8Array | bigint): Json {
  if (type.is === 'struct') return decodeMessage(type, bytesOf(value));
  if (type.is === 'scalar') return decodeScalar(type, value);
  return decodeValues(type, [value]);
}

function decodeScalar({ scalar, bits }: ScalarType, value: Uint8Array | bigint): Json {
  if (scalar === 'boolean') return value !== 0n;
  if (scalar === 'integer') {
    if (typeof value !== 'bigint') throw damaged();
    return Number(BigInt.asIntN(bits, value));
  }
  const bytes = bytesOf(value);
  if (scalar === 'number') return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0, true);
  if (scalar === 'bytes') return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  if (scalar === 'string') return new TextDecoder().decode(bytes);
  const fields = fieldsOf(bytes);
  if (scalar === 'quantity') return text(fields, 1);
  if (scalar === 'any') return jsonIn(text(fields, 1));
  if (scalar === 'intOrString')
    return number(fields, 1) === 0n ? Number(BigInt.asIntN(bits, number(fields, 2))) : text(fields, 3);
  return timeText(fields, scalar === 'microTime');
}

function jsonIn(content: string): Json {
  try {
    return content === '' ? null : parseJson(content).value;
  } catch (error) {
    if (error instanceof JsonError) throw damaged();
    throw error;
  }
}

// The years that a date can be in.
const LAST_SECOND = 8.64e12;

function timeText(fields: Fields, micro: boolean): Json {
  if (fields.size === 0) return null;
  const seconds = Number(BigInt.asIntN(64, number(fields, 1)));
  if (Math.abs(seconds) > LAST_SECOND) throw damaged();
  const base = new Date(seconds * 1000).toISOString().slice(0, 19);
  if (!micro) return `${base}Z`;
  return `${base}.${String(number(fields, 2) / 1000n).padStart(6, '0')}Z`;
}

function bytesOf(value: Uint8Array | bigint): Uint8Array {
  if (typeof value === 'bigint') throw damaged();
  return value;
}

function text(fields: Fields, field: number): string {
  const value = fields.get(field)?.at(-1);
  return value === undefined ? '' : new TextDecoder().decode(bytesOf(value));
}

function number(fields: Fields, field: number): bigint {
  const value = fields.get(field)?.at(-1);
  return typeof value === 'bigint' ? value : 0n;
}
