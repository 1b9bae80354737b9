// What each keyword of a schema says about a value. They find the same as Ajv does, in its order and under its names: a test
// compares the two on every schema that clients meet.
import { dateTime } from './date-time.ts';
import { equal } from './equal.ts';

/** What was found wrong, as Ajv reports it. */
export interface ValidationError {
  /** JSON pointer to the value. */
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}

/** A schema as it stands in the tables. */
export type Keywords = Readonly<Record<string, unknown>>;

/**
 * Checks a value, and gives back what stands for it from now on.
 * @param at JSON pointer to the value
 * @param found takes what is wrong
 */
export type Check = (value: unknown, at: string, found: ValidationError[]) => unknown;

/** Makes the check of a schema. */
export type Checks = (schema: Keywords) => Check;

/** A keyword with what it is given, as a check of values of its type. */
type Rule<Value, Given> = (
  given: Given,
  schema: Keywords,
  checks: Checks,
) => (value: Value, at: string, found: ValidationError[]) => void;

type Texts = Record<string, unknown>;

/** A bound: the keyword, what it measures, and whether more or less than it is wrong. */
function bound<Value>(
  keyword: string,
  wrong: 'more' | 'less',
  measure: (value: Value) => number,
): Rule<Value, number> {
  const sign = wrong === 'more' ? 1 : -1;
  return (limit) => (value, at, found) => {
    if (sign * (measure(value) - limit) > 0) found.push({ instancePath: at, keyword, params: { limit } });
  };
}

/** Characters, of which some are written as two. */
const lengthOf = (text: string) => (/[\ud800-\udbff]/.test(text) ? [...text].length : text.length);
const numberOf = (value: number) => value;
const itemsOf = (list: readonly unknown[]) => list.length;
const keysOf = (object: object) => Object.keys(object).length;

const pattern: Rule<string, string> = (text) => {
  const expression = new RegExp(text, 'u');
  return (value, at, found) => {
    if (!expression.test(value))
      found.push({ instancePath: at, keyword: 'pattern', params: { pattern: text } });
  };
};

const format: Rule<string, string> = (name) => (value, at, found) => {
  if (!dateTime(value)) found.push({ instancePath: at, keyword: 'format', params: { format: name } });
};

const uniqueItems: Rule<readonly unknown[], boolean> = (
  _true,
  { items: { type } = {}, maxItems }: Keywords & { items?: Keywords; maxItems?: number },
) => {
  const most = maxItems ?? Number.POSITIVE_INFINITY;
  // Among texts, what is none has been refused for that already.
  const counts = (item: unknown) => type !== 'string' || typeof item === 'string';
  return (list, at, found) => {
    // Each item is compared with each other one: a list that is too long has been refused for that already.
    if (list.length > most) return;
    for (let i = list.length - 1; i > 0; i -= 1) {
      const j = list.findLastIndex((item, index) => index < i && counts(item) && equal(item, list[i]));
      if (j < 0) continue;
      found.push({ instancePath: at, keyword: 'uniqueItems', params: { i, j } });
      return;
    }
  };
};

const items: Rule<unknown[], Keywords> = (schema, _whole, checks) => {
  const check = checks(schema);
  return (list, at, found) => {
    for (let index = 0; index < list.length; index += 1) {
      const item = list[index];
      const checked = check(item, `${at}/${index}`, found);
      if (checked !== item) list[index] = checked;
    }
  };
};

const required: Rule<Texts, readonly string[]> = (names) => (object, at, found) => {
  for (const missingProperty of names)
    if (object[missingProperty] === undefined)
      found.push({ instancePath: at, keyword: 'required', params: { missingProperty } });
};

const propertyNames: Rule<Texts, Keywords> = (schema, _whole, checks) => {
  const check = checks(schema);
  return (object, at, found) => {
    for (const propertyName of Object.keys(object)) {
      const before = found.length;
      check(propertyName, at, found);
      if (found.length > before)
        found.push({ instancePath: at, keyword: 'propertyNames', params: { propertyName } });
    }
  };
};

const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

const additionalProperties: Rule<Texts, Keywords | boolean> = (given, { properties = {} }, checks) => {
  const known = new Set(Object.keys(properties as object));
  const check = typeof given === 'object' ? checks(given) : undefined;
  return (object, at, found) => {
    if (given === true) return;
    for (const name of Object.keys(object)) {
      if (known.has(name)) continue;
      if (check !== undefined) check(object[name], `${at}/${escaped(name)}`, found);
      else
        found.push({
          instancePath: at,
          keyword: 'additionalProperties',
          params: { additionalProperty: name },
        });
    }
  };
};

const properties: Rule<Texts, Readonly<Record<string, Keywords>>> = (schemas, _whole, checks) => {
  const each = Object.entries(schemas).map(
    ([name, schema]) => [name, `/${escaped(name)}`, checks(schema), schema['default']] as const,
  );
  return (object, at, found) => {
    for (const [name, place, check, fallback] of each) {
      const value = object[name];
      const checked = value === undefined ? fallback : check(value, at + place, found);
      if (checked !== value) object[name] = checked;
    }
  };
};

type Rules = Readonly<Record<string, Rule<never, never>>>;

/** Keywords by the type of value that they speak of, in the order in which they do. */
export const KEYWORDS: Readonly<Record<'number' | 'string' | 'array' | 'object', Rules>> = {
  number: {
    maximum: bound('maximum', 'more', numberOf),
    minimum: bound('minimum', 'less', numberOf),
  },
  string: {
    maxLength: bound('maxLength', 'more', lengthOf),
    minLength: bound('minLength', 'less', lengthOf),
    pattern,
    format,
  },
  array: {
    maxItems: bound('maxItems', 'more', itemsOf),
    minItems: bound('minItems', 'less', itemsOf),
    items,
    uniqueItems,
  },
  object: {
    maxProperties: bound('maxProperties', 'more', keysOf),
    minProperties: bound('minProperties', 'less', keysOf),
    required,
    propertyNames,
    additionalProperties,
    properties,
  },
};
