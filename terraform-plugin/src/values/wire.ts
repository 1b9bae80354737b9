// Between the encoded values of an RPC and typed values.
import { decodeJson } from '../protocol/json/decode.ts';
import type { DynamicValue } from '../protocol/messages.ts';
import { decodePrefix, decodeValue } from '../protocol/msgpack/decode.ts';
import { encodeValue } from '../protocol/msgpack/encode.ts';
import type { RawValue } from '../protocol/msgpack/raw-value.ts';
import type { Prefixes } from '../protocol/msgpack/refinement.ts';
import { JSON_TEXT, MSGPACK, readValue } from './read.ts';
import type { ObjectType, ValueType } from './type.ts';
import { typeToJson } from './type-json.ts';
import { Dynamic, isObject, type ObjectValue, objectFrom, type Value } from './value.ts';

/**
 * Decodes a value of an RPC; a missing one is null.
 * @throws ValueTypeError when it does not fit the type.
 */
export function decodeDynamicValue(type: ValueType, encoded: DynamicValue | undefined): Value {
  if (encoded?.msgpack?.length) return readValue(MSGPACK, type, decodeValue(encoded.msgpack), '');
  if (encoded?.json?.length) return readValue(JSON_TEXT, type, decodeJson(encoded.json), '');
  return null;
}

/** Decodes an object of an RPC (a configuration, a state, a plan); null when there is none. */
export function decodeObject(type: ObjectType, encoded: DynamicValue | undefined): ObjectValue | null {
  return decodeDynamicValue(type, encoded) as ObjectValue | null;
}

/** Two encoded values that are surely equal. Equal values may still be written in different bytes. */
export function sameBytes(a: DynamicValue | undefined, b: DynamicValue | undefined): boolean {
  return a?.msgpack !== undefined && b?.msgpack !== undefined && Buffer.compare(a.msgpack, b.msgpack) === 0;
}

/** Encodes a value for an RPC. */
export function encodeDynamicValue(value: Value, prefixes?: Prefixes): DynamicValue {
  return { msgpack: encodeValue(toRaw(value), prefixes) };
}

/** What an unknown text of an object begins with, as far as Terraform knows. */
export function prefixOf(encoded: DynamicValue | undefined, name: string): string | undefined {
  return encoded?.msgpack?.length ? decodePrefix(encoded.msgpack, name) : undefined;
}

/** A dynamic value travels as `[type, value]`, everything else as it is, and without a copy. */
function toRaw(value: Value): RawValue {
  return holdsDynamic(value) ? withTypes(value) : (value as RawValue);
}

function holdsDynamic(value: Value): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (value instanceof Dynamic) return true;
  if (Array.isArray(value)) return value.some(holdsDynamic);
  for (const name in value) if (holdsDynamic(value[name] as Value)) return true;
  return false;
}

function withTypes(value: Value): RawValue {
  if (value instanceof Dynamic) return [JSON.stringify(typeToJson(value.type)), withTypes(value.value)];
  if (Array.isArray(value)) return value.map(withTypes);
  if (!isObject(value)) return value;
  return objectFrom(Object.entries(value).map(([name, item]) => [name, withTypes(item)])) as RawValue;
}
