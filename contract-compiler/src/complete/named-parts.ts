// Objects inside objects get schemas of their own, where the contract names them: generators of clients make up names
// for nameless ones, which change with every neighbour. Written inside, because that is where a reader looks for them.
import { type Json, type Schema, withoutFacts } from '../read/schema.ts';

/** What follows the name of a part where it differs from the part of the resource. */
const SUFFIXES = { create: 'Create', inline: 'Inline', patch: 'Patch', list: '' } as const;

type Schemas = Record<string, Schema>;

/** All schemas, with every part that has an `x-hikube-name` moved out of the schema it was in. */
export function expandNamed(schemas: Schemas, sources: Schemas): Schemas {
  const result: Schemas = {};
  // Resources first: the plain name is for the part as it is read.
  const order = Object.keys(schemas).sort((a, b) => Number(isForm(a, sources)) - Number(isForm(b, sources)));
  for (const name of order) {
    const suffix = suffixOf(name, sources);
    result[name] = replaceParts(schemas[name] as Schema, suffix, result, true);
  }
  return Object.fromEntries(Object.entries(result).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What is derived for requests, those parts included that were only made for a patch. */
function isForm(name: string, sources: Schemas): boolean {
  return suffixOf(name, sources) !== '';
}

function suffixOf(name: string, sources: Schemas): string {
  const source = sources[name];
  if (source === undefined) return SUFFIXES.patch;
  return SUFFIXES[source['x-hikube-derive']?.as ?? 'list'];
}

function replaceParts(schema: Schema, suffix: string, result: Schemas, isTop = false): Schema {
  const inner = mapSchemas(schema, (child) => replaceParts(child, suffix, result));
  const { 'x-hikube-name': name, ...part } = inner;
  if (name === undefined || isTop) return isTop ? part : inner;
  return referenceTo(part, name, suffix, result);
}

/** Moves the part out. What the place says of it, its Terraform facts and its default, stays at the place. */
function referenceTo(part: Schema, name: string, suffix: string, result: Schemas): Schema {
  const { 'x-hikube-terraform': facts, default: fallback, ...own } = part;
  const isNullable = Array.isArray(own.type);
  const moved = isNullable ? { ...own, type: [own.type].flat().find((type) => type !== 'null') } : own;
  const target = targetName(moved as Schema, name, suffix, result);
  result[target] ??= moved as Schema;
  const $ref = `#/components/schemas/${target}`;
  return {
    ...(isNullable ? { anyOf: [{ $ref }, { type: 'null' }] } : { $ref }),
    ...(facts === undefined ? {} : { 'x-hikube-terraform': facts }),
    ...(fallback === undefined ? {} : { default: fallback }),
  };
}

function targetName(part: Schema, name: string, suffix: string, result: Schemas): string {
  for (const candidate of [name, `${name}${suffix}`]) {
    const there = result[candidate];
    if (there === undefined || sameShape(there, part)) return candidate;
  }
  throw new Error(`${name}: two different parts have this name; give one another x-hikube-name`);
}

function sameShape(a: Schema, b: Schema): boolean {
  return JSON.stringify(withoutAllFacts(a)) === JSON.stringify(withoutAllFacts(b));
}

function withoutAllFacts(schema: Schema): Schema {
  return mapSchemas(withoutFacts(schema), withoutAllFacts);
}

/** The schema with everything inside it that is a schema put through `change`. */
function mapSchemas(schema: Schema, change: (child: Schema) => Schema): Schema {
  const result: Record<string, unknown> = { ...schema };
  for (const key of ['items', 'propertyNames', 'additionalProperties'] as const) {
    const child = schema[key];
    if (typeof child === 'object') result[key] = change(child);
  }
  for (const key of ['anyOf', 'oneOf', 'allOf'] as const) {
    if (schema[key] !== undefined) result[key] = schema[key].map(change);
  }
  if (schema.properties !== undefined) {
    result['properties'] = Object.fromEntries(
      Object.entries(schema.properties).map(([name, child]) => [name, change(child)]),
    );
  }
  return result as Record<string, Json> as Schema;
}
