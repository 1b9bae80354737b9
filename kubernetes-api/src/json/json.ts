// JSON values and what is done to them everywhere: compare, copy, sort.

export type Json = null | boolean | number | string | Json[] | JsonObject;

export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object, or an empty one. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Same content, whatever the order of keys. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => equal(item, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && equal(a[key], b[key]));
}

export function clone<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map((item) => clone(item)) as Value;
  if (!isObject(value)) return value;
  const copy: JsonObject = {};
  for (const key of Object.keys(value)) set(copy, key, clone(value[key]!));
  return copy as Value;
}

/** Sets an own property, also one that is called `__proto__`. */
export function set(target: JsonObject, key: string, value: Json): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

/** An own property. */
export function own(target: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(target, key) ? target[key] : undefined;
}

/** Follows names of fields; undefined where nothing is. */
export function at(value: unknown, ...path: readonly string[]): Json | undefined {
  let current: unknown = value;
  for (const name of path) {
    if (!isObject(current) || !Object.hasOwn(current, name)) return undefined;
    current = current[name];
  }
  return current as Json | undefined;
}

/** As JSON with sorted keys, as Go writes maps. */
export function sortedText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedText).join(',')}]`;
  if (!isObject(value)) return goJson(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${goJson(key)}:${sortedText(value[key])}`).join(',')}}`;
}

const HTML = /[<>&\u2028\u2029]/g;

/** As Go writes JSON: with what means something in HTML escaped. */
export function goJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    HTML,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
