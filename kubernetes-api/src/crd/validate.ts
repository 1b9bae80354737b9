// Validates a value by its schema, with the sentences and the order of Kubernetes' validator.

import { elementOf, itemsByElement } from '../apply/walk.ts';
import { quote } from '../json/go-text.ts';
import { equal, isObject, type Json, own } from '../json/json.ts';
import type { Schema } from '../kinds/official-types.ts';
import {
  duplicate,
  type FieldError,
  invalid,
  notSupported,
  required,
  tooLong,
  tooMany,
  typeInvalid,
} from '../status/field-error.ts';
import { regularExpression } from '../types/regular-expression.ts';
import { isIntegerOf } from '../types/scalars.ts';
import { spendOnPatterns } from './budget.ts';
import { isFormat } from './formats.ts';

const INT_OR_STRING = 'x-kubernetes-int-or-string';

function typeName(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/**
 * @param path of the value, as errors name it
 * @param shown of the value, as sentences name it
 * @param old what stood there before, where that is known: what is as it was is not refused, though a schema became narrower
 */
export function schemaErrors(
  schema: Schema,
  value: Json,
  path: string,
  shown = path,
  old: Json | undefined = undefined,
): FieldError[] {
  const found = errorsOf(schema, value, path, shown, old);
  return found.length > 0 && old !== undefined && equal(old, value) ? [] : found;
}

function errorsOf(
  schema: Schema,
  value: Json,
  path: string,
  shown: string,
  old: Json | undefined,
): FieldError[] {
  if (value === null && schema.nullable === true) return [];
  const found: FieldError[] = [];
  const wrong = typeErrors(schema, value, path, shown);
  if (wrong.length > 0) return wrong;
  found.push(...combined(schema, value, path, shown));
  if (typeof value === 'string') found.push(...stringErrors(schema, value, path, shown));
  if (typeof value === 'number') found.push(...numberErrors(schema, value, path, shown));
  if (Array.isArray(value)) found.push(...listErrors(schema, value, path, shown, old));
  if (schema.enum !== undefined && !schema.enum.some((one) => equal(one, value)))
    found.push(
      notSupported(
        path,
        value,
        schema.enum.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))),
      ),
    );
  if (isObject(value)) found.push(...mapErrors(schema, value, path, shown, old));
  return found;
}

function typeErrors(schema: Schema, value: Json, path: string, shown: string): FieldError[] {
  const actual = typeName(value);
  if (schema[INT_OR_STRING] === true) {
    if (actual === 'integer' || actual === 'string') return [];
    return [typeInvalid(path, actual, `${shown} in body must be of type integer,string: ${quote(actual)}`)];
  }
  const { type } = schema;
  if (type === undefined || type === '' || type === actual || (type === 'number' && actual === 'integer'))
    return [];
  const found = [typeInvalid(path, actual, `${shown} in body must be of type ${type}: ${quote(actual)}`)];
  if (type === 'integer' && actual === 'number')
    found.push(invalid('<nil>', '', `Checked value must be of type integer (default format) in ${shown}`));
  return found;
}

function combined(schema: Schema, value: Json, path: string, shown: string): FieldError[] {
  const { allOf = [], anyOf = [], oneOf = [], not } = schema;
  const found: FieldError[] = [];
  const say = (text: string): void => void found.push(invalid('<nil>', '', `${quote(shown)} ${text}`));
  const tried = (all: readonly Schema[]): FieldError[][] =>
    all.map((one) => schemaErrors(one, value, path, shown));
  const best = (results: readonly FieldError[][]): FieldError[] =>
    [...results].sort((a, b) => a.length - b.length)[0] ?? [];
  if (anyOf.length > 0 && schema[INT_OR_STRING] !== true) {
    const results = tried(anyOf);
    if (!results.some(({ length }) => length === 0)) {
      say('must validate at least one schema (anyOf)');
      found.push(...best(results));
    }
  }
  if (oneOf.length > 0) {
    const results = tried(oneOf);
    const fitting = results.filter(({ length }) => length === 0).length;
    if (fitting === 0) {
      say('must validate one and only one schema (oneOf). Found none valid');
      found.push(...best(results));
    } else if (fitting > 1)
      say(`must validate one and only one schema (oneOf). Found ${fitting} valid alternatives`);
  }
  if (allOf.length > 0) {
    const failing = tried(allOf).filter(({ length }) => length > 0);
    if (failing.length > 0) {
      if (failing.length === allOf.length) say('must validate all the schemas (allOf). None validated');
      else say('must validate all the schemas (allOf)');
      found.push(...failing.flat());
    }
  }
  if (not !== undefined && schemaErrors(not, value, path, shown).length === 0)
    say('must not validate the schema (not)');
  return found;
}

const number = (schema: Schema, name: string): number | undefined => {
  const value = (schema as Record<string, unknown>)[name];
  return typeof value === 'number' ? value : undefined;
};

function stringErrors(schema: Schema, value: string, path: string, shown: string): FieldError[] {
  const found: FieldError[] = [];
  const length = [...value].length;
  const [most, least] = [number(schema, 'maxLength'), number(schema, 'minLength')];
  const { pattern } = schema as { pattern?: string };
  if (most !== undefined && length > most) found.push(tooLong(path, most));
  else if (least !== undefined && length < least)
    found.push(invalid(path, value, `${shown} in body should be at least ${least} chars long`));
  else if (pattern !== undefined && !isFitting(pattern, value))
    found.push(invalid(path, value, `${shown} in body should match '${pattern}'`));
  if (schema.format !== undefined && !isFormat(schema.format, value))
    found.push(
      typeInvalid(path, value, `${shown} in body must be of type ${schema.format}: ${quote(value)}`),
    );
  return found;
}

/** Nothing fits a pattern that is none, or one that it is too long for. */
function isFitting(pattern: string, value: string): boolean {
  try {
    return regularExpression(pattern).test(value, spendOnPatterns);
  } catch {
    return false;
  }
}

function numberErrors(schema: Schema, value: number, path: string, shown: string): FieldError[] {
  const found: FieldError[] = [];
  const [most, least, step] = [
    number(schema, 'maximum'),
    number(schema, 'minimum'),
    number(schema, 'multipleOf'),
  ];
  if (schema.type === 'integer' && Number.isInteger(value)) {
    const { format = '' } = schema;
    const wanted = format === '' ? '(default format)' : `with format ${format}`;
    if (!isIntegerOf(format === 'int32' ? 32 : 64, value))
      found.push(invalid('<nil>', '', `Checked value must be of type integer ${wanted} in ${shown}`));
  }
  const flags = schema as { exclusiveMaximum?: boolean; exclusiveMinimum?: boolean };
  if (step !== undefined && !isMultiple(value, step))
    found.push(invalid(path, value, `${shown} in body should be a multiple of ${step}`));
  if (most !== undefined && (flags.exclusiveMaximum ? value >= most : value > most))
    found.push(
      invalid(
        path,
        value,
        `${shown} in body should be less than ${flags.exclusiveMaximum ? '' : 'or equal to '}${most}`,
      ),
    );
  if (least !== undefined && (flags.exclusiveMinimum ? value <= least : value < least))
    found.push(
      invalid(
        path,
        value,
        `${shown} in body should be greater than ${flags.exclusiveMinimum ? '' : 'or equal to '}${least}`,
      ),
    );
  return found;
}

function isMultiple(value: number, step: number): boolean {
  const times = value / step;
  return Math.abs(times - Math.round(times)) < 1e-9;
}

function listErrors(
  schema: Schema,
  items: readonly Json[],
  path: string,
  shown: string,
  old: Json | undefined,
): FieldError[] {
  const found: FieldError[] = [];
  const [most, least] = [number(schema, 'maxItems'), number(schema, 'minItems')];
  if (schema.items !== undefined) {
    const before = itemBefore(schema, old);
    for (const [index, item] of items.entries()) {
      const place = [`${path}[${index}]`, `${shown}[${index}]`] as const;
      found.push(...schemaErrors(schema.items, item, ...place, before(item)));
    }
  }
  if (most !== undefined && items.length > most) found.push(tooMany(path, items.length, most));
  if (least !== undefined && items.length < least)
    found.push(invalid(path, items.length, `${shown} in body should have at least ${least} items`));
  return found;
}

function mapErrors(
  schema: Schema,
  value: Readonly<Record<string, Json>>,
  path: string,
  shown: string,
  old: Json | undefined,
): FieldError[] {
  const found: FieldError[] = [];
  const names = Object.keys(value);
  const [most, least] = [number(schema, 'maxProperties'), number(schema, 'minProperties')];
  const inner = (name: string): [string, string] => [
    path === '' ? name : `${path}.${name}`,
    shown === '' ? name : `${shown}.${name}`,
  ];
  if (most !== undefined && names.length > most) found.push(tooMany(path, names.length, most));
  if (least !== undefined && names.length < least)
    found.push(invalid(path, names.length, `${shown} in body should have at least ${least} properties`));
  for (const name of names) {
    const isOwn = schema.properties !== undefined && Object.hasOwn(schema.properties, name);
    const child = isOwn ? schema.properties?.[name] : schema.additionalProperties;
    if (typeof child === 'object')
      found.push(
        ...schemaErrors(child, value[name]!, ...inner(name), isObject(old) ? own(old, name) : undefined),
      );
  }
  for (const name of schema.required ?? [])
    if (!Object.hasOwn(value, name)) found.push(required(inner(name)[0]));
  return found;
}

/** What an item was: only those of a keyed list can be told apart. */
function itemBefore(schema: Schema, old: Json | undefined): (item: Json) => Json | undefined {
  if (schema['x-kubernetes-list-type'] !== 'map' || !Array.isArray(old)) return () => undefined;
  const keys = (schema['x-kubernetes-list-map-keys'] as readonly string[] | undefined) ?? [];
  const list = { element: {}, associative: true, keys };
  const before = itemsByElement(list, old);
  return (item) => {
    const element = elementOf(list, item);
    return element === undefined ? undefined : before.get(element)?.[0];
  };
}

/** Embedded objects need their kind; sets and keyed lists have no two of the same. */
export function invariantErrors(schema: Schema, value: Json, path: string): FieldError[] {
  if (Array.isArray(value)) return listInvariants(schema, value, path);
  if (!isObject(value)) return [];
  const found: FieldError[] = [];
  if (schema['x-kubernetes-embedded-resource'] === true)
    for (const name of ['apiVersion', 'kind'])
      if (!Object.hasOwn(value, name)) found.push(required(`${path}.${name}`));
  for (const [name, item] of Object.entries(value)) {
    const own = schema.properties !== undefined && Object.hasOwn(schema.properties, name);
    const child = own ? schema.properties?.[name] : schema.additionalProperties;
    const inner = own ? (path === '' ? name : `${path}.${name}`) : `${path}[${name}]`;
    if (typeof child === 'object') found.push(...invariantErrors(child, item, inner));
  }
  return found;
}

function listInvariants(schema: Schema, items: readonly Json[], path: string): FieldError[] {
  const kind = schema['x-kubernetes-list-type'];
  const keys = (schema['x-kubernetes-list-map-keys'] as readonly string[] | undefined) ?? [];
  const found: FieldError[] = [];
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    if (schema.items !== undefined) found.push(...invariantErrors(schema.items, item, `${path}[${index}]`));
    if (kind !== 'set' && kind !== 'map') continue;
    const list = { element: {}, associative: true, keys: kind === 'map' ? keys : [] };
    const element = elementOf(list, item) ?? '';
    const shown =
      kind === 'map' && isObject(item)
        ? Object.fromEntries(keys.map((key) => [key, item[key] ?? null]))
        : item;
    if (seen.has(element)) found.push(duplicate(`${path}[${index}]`, shown));
    seen.add(element);
  }
  return found;
}
