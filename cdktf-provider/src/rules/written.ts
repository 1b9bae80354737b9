// What of the props goes on to an engine. Its constructs stumble over null in place of an object, and take arguments of
// Terraform that nobody meant here; both are refused when the rules are checked, with all that is wrong beside them.
import { isPlain } from './known.ts';
import { isReferenceToMap } from './references.ts';
import type { Shape } from './shapes.ts';

/** The value with the properties that there are, and without those that say nothing. */
export function written<T>(value: T, shape: Shape): T {
  return pick(value, shape) as T;
}

function pick(value: unknown, shape: Shape): unknown {
  if (shape === 'any' || typeof value !== 'object' || value === null) return value;
  if ('oneOf' in shape) return value;
  if ('items' in shape) return Array.isArray(value) ? value.map((item) => pick(item, shape.items)) : value;
  if (Array.isArray(value) || !isPlain(value) || isReferenceToMap(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null);
  if ('values' in shape) {
    return Object.fromEntries(entries.map(([key, item]) => [key, pick(item, shape.values)]));
  }
  return Object.fromEntries(
    entries.flatMap(([key, item]) => {
      const form = Object.hasOwn(shape.properties, key) ? shape.properties[key] : undefined;
      return form === undefined ? [] : [[key, pick(item, form)]];
    }),
  );
}
