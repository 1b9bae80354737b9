// The validation rules of a schema, asked for every value that they are written for.

import { elementOf } from '../apply/walk.ts';
import { isObject, type Json, listOf, objectOf, textOf } from '../json/json.ts';
import type { Schema } from '../kinds/official-types.ts';
import { duplicate, type FieldError, forbidden, invalid, required } from '../status/field-error.ts';
import { celValue, compile } from './cel.ts';
import { beginObject, beginRule } from './cel-budget.ts';

const RULES = 'x-kubernetes-validations';

/** A rule as a definition writes it. */
export interface Rule {
  readonly rule: string;
  readonly message: string;
  readonly messageExpression: string;
  readonly reason: string;
  readonly fieldPath: string;
  readonly optionalOldSelf: boolean;
}

export function rulesOf(schema: Schema): Rule[] {
  return listOf(schema[RULES])
    .map(objectOf)
    .map((rule) => ({
      rule: textOf(rule['rule']),
      message: textOf(rule['message']),
      messageExpression: textOf(rule['messageExpression']),
      reason: textOf(rule['reason']),
      fieldPath: textOf(rule['fieldPath']),
      optionalOldSelf: rule['optionalOldSelf'] === true,
    }));
}

function children(schema: Schema): Schema[] {
  return [
    ...Object.values(schema.properties ?? {}),
    ...(typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []),
    ...(schema.items === undefined ? [] : [schema.items]),
  ];
}

export function hasRules(schema: Schema): boolean {
  return listOf(schema[RULES]).length > 0 || children(schema).some(hasRules);
}

/** @param old absent for something new */
export function ruleErrors(schema: Schema, value: Json, old: Json | undefined): FieldError[] {
  beginObject();
  return errorsAt('', schema, value, old);
}

function errorsAt(path: string, schema: Schema, value: Json, old: Json | undefined): FieldError[] {
  const found = rulesOf(schema).flatMap((rule) => askRule(rule, schema, value, old, path));
  if (Array.isArray(value)) return [...found, ...itemErrors(schema, value, old, path)];
  if (!isObject(value)) return found;
  for (const [name, item] of Object.entries(value)) {
    const own = schema.properties !== undefined && Object.hasOwn(schema.properties, name);
    const child = own ? schema.properties?.[name] : schema.additionalProperties;
    if (typeof child !== 'object') continue;
    const inner = own ? (path === '' ? name : `${path}.${name}`) : `${path}[${name}]`;
    const before = isObject(old) && Object.hasOwn(old, name) ? old[name] : undefined;
    found.push(...errorsAt(inner, child, item, before));
  }
  return found;
}

/** Items can be compared with what they were only where they are known by something. */
function itemErrors(
  schema: Schema,
  items: readonly Json[],
  old: Json | undefined,
  path: string,
): FieldError[] {
  if (schema.items === undefined) return [];
  const keys = (schema['x-kubernetes-list-map-keys'] as readonly string[] | undefined) ?? [];
  const isKeyed = schema['x-kubernetes-list-type'] === 'map';
  const list = { element: {}, associative: true, keys };
  const before = isKeyed ? listOf(old) : [];
  return items.flatMap((item, index) => {
    const element = isKeyed ? elementOf(list, item) : undefined;
    const was = element === undefined ? undefined : before.find((one) => elementOf(list, one) === element);
    return errorsAt(`${path}[${index}]`, schema.items!, item, was);
  });
}

function askRule(rule: Rule, schema: Schema, value: Json, old: Json | undefined, path: string): FieldError[] {
  const compares = /\boldSelf\b/.test(rule.rule);
  if (compares && old === undefined && !rule.optionalOldSelf) return [];
  if (!beginRule())
    return [
      invalid(
        path || '<nil>',
        shownValue(value),
        'validation failed due to running out of cost budget, no further validation rules will be run',
      ),
    ];
  const self = celValue(schema, value);
  const oldSelf = old === undefined ? undefined : celValue(schema, old);
  try {
    if (compile(rule.rule)(self, oldSelf) === true) return [];
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return [invalid(path || '<nil>', shownValue(value), `rule could not be evaluated: ${why}: ${rule.rule}`)];
  }
  return [errorOf(rule, value, path, messageOf(rule, self, oldSelf))];
}

function messageOf({ rule, message, messageExpression }: Rule, self: unknown, oldSelf: unknown): string {
  if (messageExpression !== '') {
    try {
      const text = compile(messageExpression)(self, oldSelf);
      if (typeof text === 'string' && text.trim() !== '' && !/[\r\n]/.test(text)) return text;
    } catch {
      // A message that cannot be made leaves the plain one.
    }
  }
  return message.trim() === '' ? `failed rule: ${rule.trim()}` : message.trim();
}

function shownValue(value: Json): Json {
  return typeof value === 'object' && value !== null ? '' : value;
}

function errorOf({ reason, fieldPath }: Rule, value: Json, path: string, text: string): FieldError {
  const field = `${path}${fieldPath}`.replace(/^\./, '') || '<nil>';
  if (reason === 'FieldValueForbidden') return forbidden(field, text);
  if (reason === 'FieldValueRequired') return required(field, text);
  if (reason === 'FieldValueDuplicate') return duplicate(field, value);
  // Of a list or an object only the sentence is shown.
  if (typeof value === 'object' && value !== null)
    return { reason: 'FieldValueInvalid', field, message: `Invalid value: ${text}` };
  return invalid(field, value, text);
}
