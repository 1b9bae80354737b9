// Whether what is stored already says what shall be written.
import type { Values } from '../kind.ts';

/** Equal in content; the order of keys does not matter. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((each, index) => isSame(each, b[index]));
  const [left, right] = [definedOf(a), definedOf(b)];
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => key in right && isSame(left[key], right[key]));
}

function definedOf(value: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}

/**
 * Whether all of a sparse spec is in a stored one, which is read with the defaults of the schema. Groups are compared as
 * a whole set: one too many is a difference.
 */
export function isCovered(sparse: Values, stored: Values | undefined): boolean {
  const groups = Object.keys(objectOf(sparse['nodeGroups'])).sort();
  return isPart(sparse, stored ?? {}) && isSame(groups, Object.keys(objectOf(stored?.['nodeGroups'])).sort());
}

function isPart(part: unknown, whole: unknown): boolean {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return isSame(part, whole);
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return false;
  return Object.entries(part).every(
    ([key, value]) => value === undefined || isPart(value, (whole as Readonly<Record<string, unknown>>)[key]),
  );
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
