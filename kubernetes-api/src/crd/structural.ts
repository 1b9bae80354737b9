// Walks over values by their structural schema: what is not declared goes, what is declared with a default comes.
import { clone, isObject, type Json, type JsonObject, set } from '../json/json.ts';
import type { Schema } from '../kinds/official-types.ts';

const PRESERVE = 'x-kubernetes-preserve-unknown-fields';
const EMBEDDED = 'x-kubernetes-embedded-resource';

function additional({ additionalProperties }: Schema): Schema | undefined {
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

function childSchema(schema: Schema, name: string): Schema | undefined {
  const own = schema.properties;
  return own !== undefined && Object.hasOwn(own, name) ? own[name] : additional(schema);
}

/**
 * Removes what a schema does not know; changes the value.
 * @returns paths of what was removed
 */
export function prune(schema: Schema, value: JsonObject): string[] {
  const found: string[] = [];
  pruneMap(schema, value, '', found, true);
  return found.sort();
}

function pruneValue(schema: Schema, value: Json, path: string, found: string[]): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      if (schema.items !== undefined) pruneValue(schema.items, item, `${path}[${index}]`, found);
  } else if (isObject(value)) pruneMap(schema, value, path, found, schema[EMBEDDED] === true);
}

function pruneMap(
  schema: Schema,
  value: JsonObject,
  path: string,
  found: string[],
  isResource: boolean,
): void {
  const open = schema[PRESERVE] === true || schema.additionalProperties === true;
  for (const [name, item] of Object.entries(value)) {
    if (isResource && (name === 'apiVersion' || name === 'kind' || name === 'metadata')) continue;
    const inner = path === '' ? name : `${path}.${name}`;
    const child = childSchema(schema, name);
    if (child !== undefined) pruneValue(child, item, inner, found);
    else if (!open) {
      found.push(inner);
      delete value[name];
    }
  }
}

/** Fills in defaults, after nulls that may not be are gone; changes the value. */
export function applyDefaults(schema: Schema, value: Json): void {
  if (Array.isArray(value)) {
    for (const item of value) if (schema.items !== undefined) applyDefaults(schema.items, item);
    return;
  }
  if (!isObject(value)) return;
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const missing = !Object.hasOwn(value, name) || (value[name] === null && property.nullable !== true);
    if (missing && property.default !== undefined) set(value, name, clone(property.default as Json));
  }
  for (const [name, item] of Object.entries(value)) {
    const child = childSchema(schema, name);
    if (child !== undefined) applyDefaults(child, item);
  }
}

/** Takes away nulls where none may be and no default came in; changes the value. */
export function dropNulls(schema: Schema, value: Json): void {
  if (Array.isArray(value)) {
    for (const item of value) if (schema.items !== undefined) dropNulls(schema.items, item);
    return;
  }
  if (!isObject(value)) return;
  for (const [name, item] of Object.entries(value)) {
    const child = childSchema(schema, name);
    if (child === undefined) continue;
    const declared = schema.properties !== undefined && Object.hasOwn(schema.properties, name);
    if (item === null && child.nullable !== true && declared) delete value[name];
    else dropNulls(child, item);
  }
}
