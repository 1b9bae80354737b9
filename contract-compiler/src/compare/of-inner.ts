// What is inside of a list or a map: items, keys, and the values of keys that are not listed. Where a schema says nothing
// of them they may be anything, so that the first word about them is as much of a change as another one.
import type { Schema } from '../read/schema.ts';
import { typesOf } from './alternatives.ts';
import type { SchemaPair } from './schema.ts';

export function compareInner({ old, now, direction, where, compare }: SchemaPair): void {
  if (isPerhaps('array', old) && isPerhaps('array', now))
    compare(old.items, now.items, direction, `${where}[]`);
  if (!isPerhaps('object', old) || !isPerhaps('object', now)) return;
  compare(keysOf(old), keysOf(now), direction, `${where}{key}`);
  if (old.additionalProperties === false) return;
  if (now.additionalProperties !== false) compare(valuesOf(old), valuesOf(now), direction, `${where}{}`);
  if (direction === 'answer') return;
  for (const [name, field] of Object.entries(now.properties ?? {}))
    if (old.properties?.[name] === undefined) compare(valuesOf(old), field, direction, `${where}.${name}`);
}

function isPerhaps(type: 'array' | 'object', schema: Schema): boolean {
  const types = typesOf(schema);
  return types.length === 0 || types.includes(type);
}

/** Keys are texts, whether it is said or not. */
const keysOf = ({ propertyNames }: Schema): Schema => ({ type: 'string', ...propertyNames });

/** What stands at a key that is not listed; undefined where that may be anything. */
function valuesOf({ additionalProperties: values }: Schema): Schema | undefined {
  return typeof values === 'object' ? values : undefined;
}
