// Expressions of validation rules: compiled once, refused when they are not understood.
import { Environment } from '@marcbachmann/cel-js';
import { isObject, type Json } from '../json/json.ts';
import type { Schema } from '../kinds/official-types.ts';
import { countTurns, renameMatches } from './cel-budget.ts';
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
  countTurns(parsed);
  const expression: Expression = (self, oldSelf) => parsed({ self, oldSelf });
  if (compiled.size >= MOST) compiled.clear();
  compiled.set(text, expression);
  return expression;
}

/** A value as expressions see it: whole numbers are of a type of their own. */
export function celValue(schema: Schema | undefined, value: Json): unknown {
  if (typeof value === 'number') return isWhole(schema, value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map((item) => celValue(schema?.items, item));
  if (typeof value === 'string') return typedText(schema, value);
  if (!isObject(value)) return value;
  const extra = typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, celValue(schema?.properties?.[name] ?? extra, item)]),
  );
}

function isWhole(schema: Schema | undefined, value: number): boolean {
  return Number.isInteger(value) && schema?.type !== 'number';
}

function typedText(schema: Schema | undefined, value: string): unknown {
  return schema?.format === 'date-time' || schema?.format === 'date' ? new Date(value) : value;
}
