// Schemas as a validator takes them: no words that are only for people or for our clients.
import type { Json, Schema } from './schema.ts';

const FOR_PEOPLE = new Set(['description', 'example', 'examples', 'title', 'discriminator', 'deprecated']);

/** The same schema without documentation and extensions. Names of properties are left alone, whatever they are. */
export function plainSchema(schema: Schema): Schema {
  return plain(schema as Json, false) as Schema;
}

function plain(value: Json, keysAreNames: boolean): Json {
  if (Array.isArray(value)) return value.map((item) => plain(item, false));
  if (value === null || typeof value !== 'object') return value;
  const result: { [key: string]: Json } = {};
  for (const [key, child] of Object.entries(value)) {
    if (!keysAreNames && (FOR_PEOPLE.has(key) || key.startsWith('x-'))) continue;
    const isData = !keysAreNames && ['enum', 'const', 'default', 'required', 'type'].includes(key);
    result[key] = isData ? child : plain(child, !keysAreNames && key === 'properties');
  }
  return result;
}
