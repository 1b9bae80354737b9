// Gives a raw value the type that a schema says it has: numbers become exact, dynamic values get their type.
import { decodeJson } from '../protocol/json/decode.ts';
import { exactNumber } from '../protocol/msgpack/number.ts';
import type { RawValue } from '../protocol/msgpack/raw-value.ts';
import { memberType } from './equality.ts';
import { numberFromWire } from './number.ts';
import { type CollectionType, describeType, type ObjectType, type ValueType } from './type.ts';
import { typeFromJson } from './type-json.ts';
import {
  Dynamic,
  emptyObject,
  isObject,
  type ObjectValue,
  own,
  type TerraformNumber,
  UNKNOWN,
  type Value,
} from './value.ts';

/** A stored or received value does not have the type that the schema gives it. */
export class ValueTypeError extends Error {
  override readonly name = 'ValueTypeError';
}

/** What msgpack and JSON do differently. */
export interface Encoding {
  readonly number: (raw: number | bigint | string) => TerraformNumber;
  /** Takes a dynamic value apart: `[type, value]` in msgpack, `{"type", "value"}` in JSON. */
  readonly dynamic: (raw: RawValue) => { type: RawValue; value: RawValue };
}

export const MSGPACK: Encoding = {
  number: numberFromWire,
  dynamic: (raw) => {
    const [type, value] = Array.isArray(raw) ? raw : [];
    return { type: decodeJson(Buffer.from(String(type))), value: value ?? null };
  },
};

/** In JSON every number is a decimal, so none has a hidden binary value. */
export const JSON_TEXT: Encoding = {
  number: (raw) => (typeof raw === 'string' ? exactNumber(raw) : raw),
  dynamic: (raw) => {
    const object = isObject(raw) ? raw : null;
    return { type: own(object, 'type') as RawValue, value: own(object, 'value') as RawValue };
  },
};

/**
 * Reads a raw value as a type. Attributes that the type does not have are dropped, missing ones become null.
 * @param at where the value stands, for the error message
 * @throws ValueTypeError when the value cannot be of that type.
 */
export function readValue(encoding: Encoding, type: ValueType, raw: RawValue, at: string): Value {
  if (raw === null || raw === UNKNOWN) return raw;
  switch (type.kind) {
    case 'string':
    case 'bool':
    case 'number':
    case 'int64':
      return readScalar(encoding, type, raw, at);
    case 'dynamic': {
      const inner = encoding.dynamic(raw);
      const innerType = typeFromJson(inner.type);
      return new Dynamic(innerType, readValue(encoding, innerType, inner.value, at));
    }
    case 'list':
    case 'set':
      if (!Array.isArray(raw)) throw mismatch(type, at);
      return raw.map((item, index) => readValue(encoding, type.element, item, `${at}[${index}]`));
    case 'tuple':
      if (!Array.isArray(raw)) throw mismatch(type, at);
      return type.elements.map((element, index) =>
        readValue(encoding, element, raw[index] ?? null, `${at}[${index}]`),
      );
    default:
      if (!isObject(raw)) throw mismatch(type, at);
      return readRecord(encoding, type, raw, at);
  }
}

function readScalar(encoding: Encoding, type: ValueType, raw: RawValue, at: string): Value {
  if (type.kind === 'string' && typeof raw === 'string') return raw;
  if (type.kind === 'bool' && typeof raw === 'boolean') return raw;
  const isNumber = type.kind === 'number' || type.kind === 'int64';
  if (isNumber && (typeof raw === 'number' || typeof raw === 'bigint' || typeof raw === 'string')) {
    return encoding.number(raw);
  }
  throw mismatch(type, at);
}

function readRecord(
  encoding: Encoding,
  type: CollectionType | ObjectType,
  raw: ObjectValue,
  at: string,
): ObjectValue {
  const record = emptyObject();
  for (const name of Object.keys(type.kind === 'object' ? type.attributes : raw)) {
    const member = own(raw, name) as RawValue;
    // What is null needs no path for a mistake, and much of a state is null.
    record[name] =
      member === null
        ? null
        : readValue(encoding, memberType(type, name), member, at === '' ? name : `${at}.${name}`);
  }
  return record;
}

function mismatch(type: ValueType, at: string): ValueTypeError {
  return new ValueTypeError(`${at === '' ? 'the value' : `"${at}"`} is not ${describeType(type)}`);
}
