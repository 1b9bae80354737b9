// A Terraform value as the framework and provider authors see it.
import {
  emptyObject as emptyRawObject,
  isUnknown,
  UNKNOWN,
  type Unknown,
} from '../protocol/msgpack/raw-value.ts';
import type { ValueType } from './type.ts';

export { isUnknown, UNKNOWN, type Unknown };

/**
 * A number without loss: a `number` where that is exact, a `bigint` for whole numbers beyond 2^53, else decimal
 * text. `Number(value)` approximates any of them.
 */
export type TerraformNumber = number | bigint | string;

/** An object or a map. It has no prototype, so a key called `__proto__` or `constructor` is only a key. */
export interface ObjectValue {
  [name: string]: Value;
}

/** Any value; lists, sets and tuples are arrays, and a set's order means nothing. */
export type Value = null | boolean | TerraformNumber | Unknown | Value[] | ObjectValue | Dynamic;

/** A value whose type the configuration chose; it travels with that type. */
export class Dynamic {
  readonly type: ValueType;
  readonly value: Value;

  constructor(type: ValueType, value: Value) {
    this.type = type;
    this.value = value;
  }
}

/** An object value with no keys yet. */
export function emptyObject(): ObjectValue {
  return emptyRawObject() as ObjectValue;
}

/** An object value from entries; later keys win. */
export function objectFrom(entries: Iterable<readonly [string, Value]>): ObjectValue {
  const object = emptyObject();
  for (const [name, value] of entries) object[name] = value;
  return object;
}

/** True for objects and maps, and for nothing else that JavaScript calls an object. */
export function isObject(value: unknown): value is ObjectValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Dynamic);
}

/** The value under a key of the object's own, or null; never something inherited. */
export function own(object: Readonly<Record<string, unknown>> | null, name: string): Value {
  return object !== null && Object.hasOwn(object, name) ? ((object[name] ?? null) as Value) : null;
}

/** True for null, and for a collection without elements. */
export function isEmpty(value: Value): boolean {
  if (value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

/** True when nothing in the value is unknown. */
export function isWhollyKnown(value: Value): boolean {
  if (value === UNKNOWN) return false;
  if (Array.isArray(value)) return value.every(isWhollyKnown);
  if (value instanceof Dynamic) return isWhollyKnown(value.value);
  if (isObject(value)) return Object.values(value).every(isWhollyKnown);
  return true;
}
