// Nothing may be unknown once an object exists. What still is becomes null, and is reported.
import {
  Dynamic,
  isObject,
  isWhollyKnown,
  type ObjectValue,
  objectFrom,
  UNKNOWN,
  type Value,
} from '../values/value.ts';

type At = readonly (string | number)[];

/** The value with null for everything unknown, and where that was. */
export function withoutUnknown(value: ObjectValue): {
  readonly value: ObjectValue;
  readonly unknown: readonly At[];
} {
  if (isWhollyKnown(value)) return { value, unknown: [] };
  const unknown: At[] = [];
  return { value: replace(value, [], unknown) as ObjectValue, unknown };
}

function replace(value: Value, at: At, unknown: At[]): Value {
  if (value === UNKNOWN) {
    unknown.push(at);
    return null;
  }
  if (Array.isArray(value)) return value.map((item, index) => replace(item, [...at, index], unknown));
  if (value instanceof Dynamic) return new Dynamic(value.type, replace(value.value, at, unknown));
  if (!isObject(value)) return value;
  return objectFrom(
    Object.entries(value).map(([name, item]) => [name, replace(item, [...at, name], unknown)]),
  );
}
