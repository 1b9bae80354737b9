// The validation rules of a schema, asked for every value that they are written for.

import { elementOf } from '../apply/walk.ts';
import { equal, isObject, type Json, listOf, objectOf, textOf } from '../json/json.ts';
import type { Schema } from '../kinds/official-types.ts';
import { duplicate, type FieldError, forbidden, invalid, required } from '../status/field-error.ts';
import { beginRule, beginRules } from './budget.ts';
import { celValue, compile, fieldOf } from './cel.ts';

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

/** A value, and how expressions see it: converted once, whatever asks about it. */
interface Seen {
  readonly json: Json;
  readonly cel: unknown;
}

/** @param old absent for something new */
export function ruleErrors(schema: Schema, value: Json, old: Json | undefined): FieldError[] {
  beginRules();
  const seen = (json: Json): Seen => ({ json, cel: celValue(schema, json) });
  return errorsAt('', schema, seen(value), old === undefined ? undefined : seen(old));
}

function errorsAt(path: string, schema: Schema, value: Seen, old: Seen | undefined): FieldError[] {
  const found = rulesOf(schema).flatMap((rule) => askRule(rule, value, old, path));
  const { json } = value;
  if (Array.isArray(json)) return [...found, ...itemErrors(schema, json, value.cel, old, path)];
  if (!isObject(json)) return found;
  for (const name of Object.keys(json)) {
    const field = fieldOf(schema, name);
    if (field === undefined) continue;
    const inner = field.isOwn ? (path === '' ? name : `${path}.${name}`) : `${path}[${name}]`;
    found.push(...errorsAt(inner, field.schema, valueIn(value, name)!, old && valueIn(old, name)));
  }
  return found;
}

function valueIn({ json, cel }: Seen, name: string): Seen | undefined {
  if (!isObject(json) || !Object.hasOwn(json, name)) return undefined;
  return { json: json[name]!, cel: (cel as ReadonlyMap<string, unknown>).get(name) };
}

/** Items can be compared with what they were only where they are known by something. */
function itemErrors(
  schema: Schema,
  items: readonly Json[],
  cel: unknown,
  old: Seen | undefined,
  path: string,
): FieldError[] {
  if (schema.items === undefined) return [];
  const keys = (schema['x-kubernetes-list-map-keys'] as readonly string[] | undefined) ?? [];
  const isKeyed = schema['x-kubernetes-list-type'] === 'map';
  const list = { element: {}, associative: true, keys };
  const before = new Map<string, Seen>();
  const oldItems = isKeyed ? listOf(old?.json) : [];
  for (const [index, json] of oldItems.entries()) {
    const element = elementOf(list, json);
    if (element !== undefined && !before.has(element))
      before.set(element, { json, cel: (old!.cel as readonly unknown[])[index] });
  }
  return items.flatMap((json, index) => {
    const element = isKeyed ? elementOf(list, json) : undefined;
    const was = element === undefined ? undefined : before.get(element);
    const item = { json, cel: (cel as readonly unknown[])[index] };
    return errorsAt(`${path}[${index}]`, schema.items!, item, was);
  });
}

function askRule(
  rule: Rule,
  { json: value, cel: self }: Seen,
  old: Seen | undefined,
  path: string,
): FieldError[] {
  const compares = /\boldSelf\b/.test(rule.rule);
  if (compares && old === undefined && !rule.optionalOldSelf) return [];
  if (!beginRule()) return [plain(path || '<nil>', value, SPENT)];
  const oldSelf = old?.cel;
  try {
    if (compile(rule.rule)(self, oldSelf) === true) return [];
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return [plain(path || '<nil>', value, notEvaluated(why, rule))];
  }
  const error = errorOf(rule, value, path, messageOf(rule, self, oldSelf));
  // A rule that came later is no reason to refuse a change of something else.
  const isStanding = !compares && old !== undefined && equal(old.json, value);
  return [isStanding ? { ...error, standing: true } : error];
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

const SPENT = 'validation failed due to running out of cost budget, no further validation rules will be run';

/** In the words of a stock server, which writes how the library begins its errors in small letters. */
function notEvaluated(why: string, { rule, message }: Rule): string {
  const told = message.trim() === '' ? rule.trim() : message.trim();
  if (why.startsWith('no such overload'))
    return `'${why}': call arguments did not match a supported operator, function or macro signature for rule: ${told}`;
  const [, index] = /^No such key: index out of bounds, index (\S+)/.exec(why) ?? [];
  const text =
    index === undefined ? `${why.charAt(0).toLowerCase()}${why.slice(1)}` : `index out of bounds: ${index}`;
  return `${text} evaluating rule: ${told}`;
}

/** Of a list or an object only the sentence is shown. */
function plain(field: string, value: Json, text: string): FieldError {
  if (typeof value !== 'object' || value === null) return invalid(field, value, text);
  return { reason: 'FieldValueInvalid', field, message: `Invalid value: ${text}` };
}

function errorOf({ reason, fieldPath }: Rule, value: Json, path: string, text: string): FieldError {
  const field = `${path}${fieldPath}`.replace(/^\./, '') || '<nil>';
  if (reason === 'FieldValueForbidden') return forbidden(field, text);
  if (reason === 'FieldValueRequired') return required(field, text);
  if (reason === 'FieldValueDuplicate') return duplicate(field, value);
  return plain(field, value, text);
}
