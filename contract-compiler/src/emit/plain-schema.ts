// Schemas as a validator takes them: no words for people, no extensions, no keywords that the domain explains, and "or null" written as a type, so that a
// wrong value yields the one error that helps and not also "must be null" and "must match a schema in anyOf".
import { type Json, referenceName, type Schema, withoutExplained } from '../read/schema.ts';

const FOR_PEOPLE = new Set(['description', 'example', 'examples', 'title', 'discriminator', 'deprecated']);
const DATA = new Set(['enum', 'const', 'default', 'required', 'type']);

/** The same schema without documentation and extensions. Names of properties are left alone, whatever they are. */
function withoutWords(value: Json, keysAreNames: boolean): Json {
  if (Array.isArray(value)) return value.map((item) => withoutWords(item, false));
  if (value === null || typeof value !== 'object') return value;
  const result: { [key: string]: Json } = {};
  const kept = keysAreNames ? value : withoutExplained(value as Schema);
  for (const [key, child] of Object.entries(kept as { [key: string]: Json })) {
    if (!keysAreNames && (FOR_PEOPLE.has(key) || key.startsWith('x-'))) continue;
    result[key] =
      !keysAreNames && DATA.has(key) ? child : withoutWords(child, !keysAreNames && key === 'properties');
  }
  return result;
}

/** The other half of `[X, { type: 'null' }]`. */
function nullableHalf(choices: Schema[] | undefined): Schema | undefined {
  if (choices?.length !== 2 || choices[1]?.type !== 'null') return undefined;
  return choices[0];
}

/** A set of named schemas in the form that a validator takes. */
export class PlainSchemas {
  /** Every schema by name, those that had to be made on the way included. */
  readonly byName: Record<string, Schema> = {};

  constructor(schemas: Record<string, Schema>) {
    for (const [name, schema] of Object.entries(schemas))
      this.byName[name] = withoutWords(schema as Json, false) as Schema;
    for (const [name, schema] of Object.entries(this.byName))
      this.byName[name] = this.#rewrite(schema as Json) as Schema;
  }

  /** The plain form of a schema that may refer to those of the set. */
  plain(schema: Schema): Schema {
    return this.#rewrite(withoutWords(schema as Json, false)) as Schema;
  }

  #rewrite(value: Json): Json {
    if (Array.isArray(value)) return value.map((item) => this.#rewrite(item));
    if (value === null || typeof value !== 'object') return value;
    const { anyOf, oneOf, ...rest } = value as Schema;
    const half = nullableHalf(anyOf ?? oneOf);
    if (half !== undefined) return this.#rewrite({ ...rest, ...this.#orNull(half) } as Json);
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, this.#rewrite(child)]));
  }

  /** A schema that also takes null. Keywords of one type say nothing about null, so widening the type is enough. */
  #orNull(schema: Schema): Schema {
    if (schema.$ref === undefined) {
      const types = schema.type === undefined ? [] : [schema.type].flat();
      return {
        ...schema,
        type: [...types, 'null'],
        ...(schema.enum === undefined ? {} : { enum: [...schema.enum, null] }),
      };
    }
    const name = referenceName(schema.$ref);
    const nullable = `${name}OrNull`;
    if (this.byName[nullable] === undefined) {
      this.byName[nullable] = {};
      this.byName[nullable] = this.#rewrite(this.#orNull(this.byName[name] ?? {}) as Json) as Schema;
    }
    return { ...schema, $ref: `#/components/schemas/${nullable}` };
  }
}
