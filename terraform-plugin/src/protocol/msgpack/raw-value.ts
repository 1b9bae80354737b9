// A Terraform value as the wire has it, before any schema says what it means.

/** Stands for a value that Terraform will only know after apply. */
export const UNKNOWN: unique symbol = Symbol('unknown');
export type Unknown = typeof UNKNOWN;

/** The attributes of an object or the elements of a map; decoded ones have no prototype. */
export interface RawObject {
  [key: string]: RawValue;
}

/**
 * Any value that Terraform exchanges with a provider. A list, set or tuple is an array. A number is a `number`
 * or, beyond 2^53, a `bigint`; it is a `string` of decimal digits when neither would be exact, so only the
 * schema tells it from text.
 */
export type RawValue = null | boolean | string | number | bigint | Unknown | RawValue[] | RawObject;

/** True for the unknown value itself; a collection that merely contains one is known. */
export function isUnknown(value: unknown): value is Unknown {
  return value === UNKNOWN;
}

/** An empty object on which every key is safe, `__proto__` included. */
export function emptyObject(): RawObject {
  return Object.create(null) as RawObject;
}
