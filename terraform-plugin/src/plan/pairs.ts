// The objects of a nested attribute, each beside the object it was: by key in a map, by position in a list,
// by likeness in a set.
import type { NestedAttribute } from '../schema/attribute.ts';
import { isObject, type ObjectValue, objectFrom, own, UNKNOWN, type Value } from '../values/value.ts';
import { matchSet, type Side } from './match-set.ts';

/** One object of a nested attribute. */
export interface Pair {
  /** The key in a map, the position in a list or set, or undefined for a single object. */
  readonly step: string | number | undefined;
  readonly value: Value;
  /** Null when the object is new. */
  readonly prior: ObjectValue | null;
}

/** The objects in `value`, which must be known and not null, beside those in `prior`. */
export function pairsOf(attribute: NestedAttribute, value: Value, prior: Value, side: Side): Pair[] {
  if (attribute.nesting === 'single') return [{ step: undefined, value, prior: objectOrNull(prior) }];
  if (Array.isArray(value)) {
    const priors = Array.isArray(prior) ? prior : [];
    const matches = attribute.nesting === 'set' ? matchSet(attribute, value, priors, side) : priors;
    return value.map((item, index) => ({ step: index, value: item, prior: objectOrNull(matches[index]) }));
  }
  const priors = objectOrNull(prior);
  return Object.entries(value as ObjectValue).map(([key, item]) => ({
    step: key,
    value: item,
    prior: objectOrNull(own(priors, key)),
  }));
}

/** Puts objects back together, one for each pair. */
export function mapPairs(
  attribute: NestedAttribute,
  pairs: readonly Pair[],
  to: (pair: Pair) => Value,
): Value {
  if (attribute.nesting === 'single') return pairs[0] === undefined ? null : to(pairs[0]);
  if (attribute.nesting !== 'map') return pairs.map(to);
  return objectFrom(pairs.map((pair) => [String(pair.step), to(pair)]));
}

/** The part of a nested value that a pair stands for; null when it is not there. */
export function partAt(value: Value, step: Pair['step']): Value {
  if (step === undefined) return value;
  if (Array.isArray(value)) return value[Number(step)] ?? null;
  return isObject(value) ? own(value, String(step)) : null;
}

function objectOrNull(value: Value | undefined): ObjectValue | null {
  return value !== undefined && value !== UNKNOWN && isObject(value) ? value : null;
}
