// Checks values by schemas that stay data: as code of their own they would be ten times as long, and most of it is never
// reached in a process.
import { type Check, type Checks, KEYWORDS, type Keywords, type ValidationError } from './keywords.ts';

/** Proves what a value is; `errors` belongs to the last call. */
export interface Validate {
  (value: unknown): boolean;
  errors?: ValidationError[] | null;
}

/** Schemas by the names by which others refer to them. */
export type Named = Readonly<Record<string, Keywords>>;

const IS: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** What a text stands for; the text, if it stands for nothing of the type. */
const FROM_TEXT: Readonly<Record<string, (text: string) => unknown>> = {
  integer: (text) => (text !== '' && Number.isInteger(Number(text)) ? Number(text) : text),
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : text),
};

type Step = (value: never, at: string, found: ValidationError[]) => void;

/** Whose keywords speak of a value. */
function kindOf(value: unknown): keyof typeof KEYWORDS | undefined {
  const kind = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  return kind in KEYWORDS ? (kind as keyof typeof KEYWORDS) : undefined;
}

/** Makes checks; a schema that is referred to is read when a value first meets it. */
function checksOf(schemas: Named, areTexts: boolean): Checks {
  const named = new Map<string, Check>();
  const checks: Checks = (schema) => {
    const { $ref } = schema;
    if (typeof $ref !== 'string') return checkOf(schema, checks, areTexts);
    return (value, at, found) => {
      const check = named.get($ref) ?? checks(schemas[$ref] as Keywords);
      named.set($ref, check);
      return check(value, at, found);
    };
  };
  return checks;
}

function checkOf(schema: Keywords, checks: Checks, areTexts: boolean): Check {
  const types = [(schema['type'] ?? []) as string | string[]].flat();
  const allowed = schema['enum'] as readonly unknown[] | undefined;
  const parts = ((schema['allOf'] ?? []) as readonly Keywords[]).map(checks);
  const steps: Partial<Record<string, readonly Step[]>> = {};
  for (const [kind, rules] of Object.entries(KEYWORDS))
    steps[kind] = Object.entries(rules)
      .filter(([keyword]) => schema[keyword] !== undefined)
      .map(([keyword, rule]) => rule(schema[keyword] as never, schema, checks) as Step);
  const isOne = (value: unknown) => types.length === 0 || types.some((type) => IS[type]?.(value));
  return (given, at, found) => {
    let value = given;
    if (areTexts && !isOne(value) && typeof value === 'string')
      value = FROM_TEXT[types[0] ?? '']?.(value) ?? value;
    if (!isOne(value)) found.push({ instancePath: at, keyword: 'type', params: { type: schema['type'] } });
    for (const step of steps[kindOf(value) ?? ''] ?? []) step(value as never, at, found);
    if (allowed !== undefined && !allowed.includes(value))
      found.push({ instancePath: at, keyword: 'enum', params: { allowedValues: allowed } });
    for (const check of parts) value = check(value, at, found);
    return value;
  };
}

/**
 * Makes validators.
 * @param areTexts values are texts and become, in place, what their schemas say
 */
export function validators<Name extends string>(
  wanted: Readonly<Record<Name, Keywords>>,
  schemas: Named,
  areTexts = false,
): Readonly<Record<Name, Validate>> {
  const checks = checksOf(schemas, areTexts);
  const entries = Object.entries<Keywords>(wanted).map(([name, schema]) => {
    let check: Check | undefined;
    const validate: Validate = (value) => {
      check ??= checks(schema);
      const found: ValidationError[] = [];
      check(value, '', found);
      validate.errors = found.length === 0 ? null : found;
      return found.length === 0;
    };
    return [name, validate];
  });
  return Object.fromEntries(entries) as Record<Name, Validate>;
}
