// What a validator or a rule found, told to a person: where, which rule, and what to do about it.
import { at, type Finding, isDnsLabel, isObject, pointerTokens, quantityExamples } from '@hikube/domain';
import { type KnownField, knownFields } from '@hikube/openapi/known-fields';
import { patternHints } from '@hikube/openapi/patterns';
import type { FieldError } from '@hikube/openapi/types';
import type { ValidationError } from '@hikube/openapi/validators';

const RULES_OF_TEXTS: ReadonlySet<string> = new Set(['pattern', 'minLength', 'maxLength']);
const LOOKS: ReadonlySet<string> = new Set(['pattern', 'format']);

/**
 * One entry per wrong value, in the order of the body.
 * @param schema name of the body in the contract; parameters have none
 * @param body what was validated, so that the sentence can tell what to do about a value without repeating it
 */
export function fieldErrors(
  errors: readonly ValidationError[] | null | undefined,
  schema?: string,
  body?: unknown,
): FieldError[] {
  const all = errors ?? [];
  // A bad key is reported twice: as a text that breaks a rule, but at the place of the whole object, and as a bad
  // key, with its name. Objects have no rules of texts of their own, so the first kind can be told apart.
  const withBadKeys = new Set(
    all.filter(({ keyword }) => keyword === 'propertyNames').map(({ instancePath }) => instancePath),
  );
  // A text that is too short to be what it should be is wrong once: how it should look says more.
  const misshapen = new Set(
    all.filter(({ keyword }) => LOOKS.has(keyword)).map(({ instancePath }) => instancePath),
  );
  return all
    .filter(({ keyword, instancePath }) => !RULES_OF_TEXTS.has(keyword) || !withBadKeys.has(instancePath))
    .filter(({ keyword, instancePath }) => keyword !== 'minLength' || !misshapen.has(instancePath))
    .map((error) => fieldError(error, schema, body));
}

function fieldError(error: ValidationError, schema: string | undefined, body: unknown): FieldError {
  const allowed = allowedValues(error);
  const pointer = pointerOf(error);
  const known =
    error.keyword === 'additionalProperties' && schema !== undefined
      ? knownFieldText(schema, pointer)
      : undefined;
  return {
    pointer,
    code: CODES[error.keyword] ?? 'invalid_value',
    detail: known ?? detailOf(error) + hintOf(error, body),
    ...(allowed === undefined ? {} : { allowed }),
  };
}

function hintOf(error: ValidationError, body: unknown): string {
  const { keyword, params, instancePath } = error;
  if (keyword === 'propertyNames') return nameHint(pointerOf(error));
  if (keyword !== 'type') return '';
  return quotesHint([params['type']].flat().map(String), valueAt(body, instancePath));
}

/** The closed list of what a schema can find wrong. */
const CODES: Readonly<Record<string, string>> = {
  additionalProperties: 'unknown_field',
  required: 'required',
  propertyNames: 'invalid_name',
  type: 'invalid_type',
  enum: 'invalid_value',
  pattern: 'invalid_format',
  format: 'invalid_format',
  minimum: 'out_of_range',
  maximum: 'out_of_range',
  minLength: 'out_of_range',
  maxLength: 'out_of_range',
  minItems: 'out_of_range',
  maxItems: 'out_of_range',
  minProperties: 'out_of_range',
  maxProperties: 'out_of_range',
  uniqueItems: 'duplicate',
};

/** Points at the field itself, also when the schema speaks about the object around it. */
function pointerOf({ keyword, instancePath, params }: ValidationError): string {
  const inside: Readonly<Record<string, string>> = {
    additionalProperties: 'additionalProperty',
    required: 'missingProperty',
    propertyNames: 'propertyName',
  };
  const name = inside[keyword];
  return name === undefined ? instancePath : at(instancePath, String(params[name]));
}

function allowedValues({ keyword, params }: ValidationError): string[] | undefined {
  const values = params['allowedValues'];
  if (keyword !== 'enum' || !Array.isArray(values)) return undefined;
  return values.filter((value) => value !== null).map(String);
}

/** Whole numbers in a path or a query: the only pattern that the contract does not have, because it is made of a number. */
const WHOLE_NUMBER = '^(0|[1-9][0-9]{0,14})$';
const FORMATS: Readonly<Record<string, string>> = {
  'date-time': 'Write the time in RFC 3339, such as 2026-01-31T22:00:00Z.',
  uri: 'Write an absolute address, such as https://example.org/repository.',
};

/** One sentence per rule. The text of the value is not repeated: it can be a secret. */
function detailOf({ keyword, params, instancePath }: ValidationError): string {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'additionalProperties':
      return 'There is no such field: remove it, or check its spelling.';
    case 'required':
      return 'The field is missing: add it.';
    case 'propertyNames':
      return 'This key is not allowed here: use letters, digits and "-", and keep it short.';
    case 'type':
      return `The value must be ${typeText(params['type'])}.`;
    case 'enum':
      return `Choose one of ${(params['allowedValues'] as unknown[]).filter((value) => value !== null).join(', ')}.`;
    case 'pattern':
      return patternText(String(params['pattern']), instancePath);
    case 'format':
      return (
        FORMATS[String(params['format'])] ?? `The value must have the format ${String(params['format'])}.`
      );
    case 'uniqueItems':
      return `The entries ${String(params['j'])} and ${String(params['i'])} are equal: keep one of them.`;
    case 'minimum':
      return `The number must be ${limit} or more.`;
    case 'maximum':
      return `The number must be ${limit} or less.`;
    default:
      return sizeText(keyword, limit);
  }
}

function patternText(pattern: string, pointer: string): string {
  if (pattern === WHOLE_NUMBER) return 'Write a whole number, such as 50.';
  const hint = patternHints[pattern];
  // One pattern for CPUs and for bytes: which of them the field takes is in its name.
  if (hint?.startsWith('Write a quantity') === true)
    return `Write a quantity, such as ${quantityExamples(pointer).join(' or ')}.`;
  return hint ?? `The value must match ${pattern}.`;
}

function sizeText(keyword: string, limit: string): string {
  const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
    Length: ['character', 'characters'],
    Items: ['entry', 'entries'],
    Properties: ['key', 'keys'],
  };
  const [, bound, size = ''] = /^(min|max)(Length|Items|Properties)$/.exec(keyword) ?? [];
  const unit = units[size];
  if (unit === undefined) return 'The value breaks a rule of its field: compare it with the reference.';
  return `It must have at ${bound === 'min' ? 'least' : 'most'} ${limit} ${unit[limit === '1' ? 0 : 1]}.`;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

function typeText(type: unknown): string {
  return [type]
    .flat()
    .map((name) => TYPES[String(name)] ?? String(name))
    .join(' or ');
}

/** A finding in the shape of the contract. */
export function fieldErrorOf({ pointer, code, detail, allowed }: Finding): FieldError {
  return { pointer, code, detail, ...(allowed === undefined ? {} : { allowed: [...allowed] }) };
}

// A field of the resource that this body does not take: people send back what they have read.

const TEXTS: Readonly<Record<KnownField, string>> = {
  set: 'The service sets this field, and it cannot be written: leave it out.',
  named: 'The path, or the key of the map around it, says this already: leave the field out.',
  fixed: 'This field cannot be changed: leave it out.',
};

/**
 * Why the body does not take the field, and what to do.
 * @param schema name of the body in the contract
 * @returns `undefined` for a field that the resource does not have either
 */
function knownFieldText(schema: string, pointer: string): string | undefined {
  const table = Object.hasOwn(knownFields, schema) ? knownFields[schema] : undefined;
  const last = pointer.slice(pointer.lastIndexOf('/'));
  const found = Object.entries(table ?? {}).find(([place]) => place.endsWith(last) && fits(place, pointer));
  return found && TEXTS[found[1]];
}

function fits(place: string, pointer: string): boolean {
  const names = pointer.split('/');
  const wanted = place.split('/');
  return (
    names.length === wanted.length && wanted.every((name, index) => name === '*' || name === names[index])
  );
}

// Values of the wrong type that only quotes make wrong: a number that was sent as a text, or a text without quotes.

/**
 * What to do about the quotes; empty when they are not what is wrong.
 * @param types that the field takes, in the words of JSON Schema
 */
function quotesHint(types: readonly string[], value: unknown): string {
  const isNumber = types.some((type) => type === 'integer' || type === 'number');
  const isText = typeof value === 'string';
  const isBare =
    isText &&
    ((isNumber && /^-?[0-9]{1,15}$/.test(value)) ||
      (types.includes('boolean') && /^(true|false)$/.test(value)));
  if (isBare) return ' Write it without quotes.';
  const isQuotable = types.includes('string') && (typeof value === 'number' || typeof value === 'boolean');
  return isQuotable ? ' Write it in quotes.' : '';
}

/** The value at a place; undefined where there is none. */
export function valueAt(body: unknown, pointer: string): unknown {
  let value = body;
  for (const token of pointerTokens(pointer) ?? []) {
    if (Array.isArray(value)) value = value[Number(token)];
    else value = isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
  }
  return value;
}

// The name that a key of a map was probably meant to be: `cert_manager` and `certManager` are other tools' spellings of it.

/** Maps whose keys are names of objects; keys of labels may look otherwise. */
const NAMED: ReadonlySet<string> = new Set(['nodeGroups', 'addons']);

/** A question to put behind the refusal of a key; empty when nothing was probably meant. */
export function nameHint(pointer: string): string {
  const [map = '', key = '', ...deeper] = pointerTokens(pointer) ?? [];
  if (!NAMED.has(map) || deeper.length > 0) return '';
  const meant = key
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
  return meant !== key && isDnsLabel(meant) ? ` Did you mean ${meant}?` : '';
}
