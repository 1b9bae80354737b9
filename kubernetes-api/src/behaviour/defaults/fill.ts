// Filling in what was left out.
import { isObject, type Json, type JsonObject, listOf } from '../../json/json.ts';

/** What can be filled in. */
export type Target = Record<string, unknown>;

/** Changes the object. */
export type Fill<Of extends Target = Target> = (object: Of) => void;

/** An empty text counts as left out. */
export function isLeftOut(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

export function fill(target: Target, defaults: Readonly<Record<string, Json>>): void {
  for (const [key, value] of Object.entries(defaults)) if (isLeftOut(target[key])) target[key] = value;
}

/** Of fields for which 0 says nothing either. */
export function fillZero(target: Target, defaults: Readonly<Record<string, number>>): void {
  for (const [key, value] of Object.entries(defaults)) target[key] ||= value;
}

/** The object in a field, to be changed in place. */
export function inside(target: Target | undefined, key: string): JsonObject | undefined {
  const value = target?.[key];
  return isObject(value) ? value : undefined;
}

/** As `inside`; an empty one is put there when there is none. */
export function made(target: Target, key: string): JsonObject {
  const found = inside(target, key) ?? {};
  target[key] = found;
  return found;
}

/** The objects of a list, to be changed in place. */
export function each(target: Target | undefined, key: string): JsonObject[] {
  return listOf(target?.[key]).filter(isObject);
}
