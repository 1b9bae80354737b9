// Expressions of validation rules: compiled once, refused when they are not understood.
import { Environment } from '@marcbachmann/cel-js';
import { isObject, type Json } from '../json/json.ts';
import type { Schema } from '../kinds/official-types.ts';
import { refuseOverspent, spend } from './budget.ts';
import { countCosts, renameMatches } from './cel-costs.ts';
import { MATCHES, registerFunctions } from './cel-functions.ts';

/** A compiled expression. @throws Error when it fails for these values */
export type Expression = (self: unknown, oldSelf: unknown) => unknown;

const environment = registerFunctions(
  new Environment({
    homogeneousAggregateLiterals: false,
    enableOptionalTypes: true,
    unlistedVariablesAreDyn: false,
    limits: { maxAstNodes: 5_000 },
  }),
)
  .registerVariable('self', 'dyn')
  .registerVariable('oldSelf', 'dyn');

const compiled = new Map<string, Expression>();
// Rules of definitions that come and go would otherwise be kept for ever.
const MOST = 5_000;

/** @throws Error with what is wrong with the text */
export function compile(text: string): Expression {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const parsed = environment.parse(text);
  renameMatches(parsed, MATCHES);
  const checked = parsed.check();
  if (!checked.valid) throw checked.error ?? new Error('the expression does not fit its types');
  const cost = countCosts(parsed);
  const expression: Expression = (self, oldSelf) => {
    spend(cost);
    const result = parsed({ self, oldSelf });
    refuseOverspent();
    return result;
  };
  if (compiled.size >= MOST) compiled.clear();
  compiled.set(text, expression);
  return expression;
}

/** A value as expressions see it: whole numbers are of a type of their own, and nothing looks at all names of a map for one. */
export function celValue(schema: Schema | undefined, value: Json): unknown {
  if (typeof value === 'number') return isWhole(schema, value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map((item) => celValue(schema?.items, item));
  if (typeof value === 'string') return typedText(schema, value);
  if (!isObject(value)) return value;
  return new Map(
    Object.entries(value).map(([name, item]) => [name, celValue(fieldOf(schema, name)?.schema, item)]),
  );
}

/** What a schema says of a field. @returns undefined when it says nothing */
export function fieldOf(
  schema: Schema | undefined,
  name: string,
): { readonly schema: Schema; readonly isOwn: boolean } | undefined {
  const { properties, additionalProperties } = schema ?? {};
  if (properties !== undefined && Object.hasOwn(properties, name))
    return { schema: properties[name]!, isOwn: true };
  return typeof additionalProperties === 'object'
    ? { schema: additionalProperties, isOwn: false }
    : undefined;
}

function isWhole(schema: Schema | undefined, value: number): boolean {
  return Number.isInteger(value) && schema?.type !== 'number';
}

function typedText(schema: Schema | undefined, value: string): unknown {
  return schema?.format === 'date-time' || schema?.format === 'date' ? new Date(value) : value;
}
