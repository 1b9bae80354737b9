// Which element of a set was which. Elements have no name, so likeness decides: an element was the one that
// differs only in what is not the user's, or the one with the same key.
import type { Attribute, Attributes, NestedAttribute } from '../schema/attribute.ts';
import { sameValue } from '../values/equality.ts';
import {
  isEmpty,
  isObject,
  isWhollyKnown,
  type ObjectValue,
  own,
  UNKNOWN,
  type Value,
} from '../values/value.ts';

/**
 * What is compared with the older elements: the configuration, where null leaves a value to the provider, or
 * another complete value, where outputs may have changed.
 */
export type Side = 'config' | 'value';

interface Candidate {
  readonly item: number;
  readonly prior: number;
  readonly score: number;
}

/**
 * For each item the older element it was, or null for a new one. Each older element is used once; the most
 * alike are paired first.
 */
export function matchSet(
  attribute: NestedAttribute,
  items: readonly Value[],
  priors: readonly Value[],
  side: Side,
): Value[] {
  const candidates: Candidate[] = [];
  for (const [item, value] of items.entries()) {
    for (const [prior, was] of priors.entries()) {
      const score = isObject(value) && isObject(was) ? likeness(attribute, value, was, side) : 0;
      if (score > 0) candidates.push({ item, prior, score });
    }
  }
  candidates.sort((a, b) => b.score - a.score || a.item - b.item || a.prior - b.prior);
  const matches: Value[] = items.map(() => null);
  const usedItems = new Set<number>();
  const usedPriors = new Set<number>();
  for (const { item, prior } of candidates) {
    if (usedItems.has(item) || usedPriors.has(prior)) continue;
    usedItems.add(item);
    usedPriors.add(prior);
    matches[item] = priors[prior] ?? null;
  }
  return matches;
}

/** 0 when the element cannot have been the older one, else more for every value that is the same. */
function likeness(attribute: NestedAttribute, item: ObjectValue, prior: ObjectValue, side: Side): number {
  const agreed = agreement(attribute.attributes, item, prior, side);
  if (agreed !== undefined) return 1_000_000 + agreed;
  const { key } = attribute;
  if (key.length === 0) return 0;
  return agreement(pick(attribute.attributes, key), item, prior, side) === undefined ? 0 : 1;
}

/** How many values are the same, or undefined when one that is the user's is another. */
function agreement(
  attributes: Attributes,
  item: ObjectValue,
  prior: ObjectValue,
  side: Side,
): number | undefined {
  let same = 1;
  for (const [name, attribute] of Object.entries(attributes)) {
    const value = effective(attribute, own(item, name), side);
    const was = own(prior, name);
    if (sameValue(attribute.type, value, was)) {
      same += 2;
    } else if (isFree(attribute, value, side) || mayAgree(attribute, value, was, side)) {
      same += 1;
    } else {
      return undefined;
    }
  }
  return same;
}

/** A default stands in for what the configuration does not say. */
function effective({ behaviour }: Attribute, value: Value, side: Side): Value {
  return side === 'config' && value === null && behaviour.kind === 'default' ? behaviour.value : value;
}

function isFree(attribute: Attribute, value: Value, side: Side): boolean {
  if (side === 'config') return value === null && attribute.computed;
  return attribute.computed && !attribute.optional;
}

/**
 * Not the same, but not another either: an output that the older side does not know yet, another spelling, or
 * objects that differ only in such things. What the configuration does not know yet may become anything, so it
 * agrees with nothing.
 */
function mayAgree(attribute: Attribute, value: Value, was: Value, side: Side): boolean {
  if (was === UNKNOWN) return true;
  if (attribute.emptyIsNull && isEmpty(value) && isEmpty(was)) return true;
  if (value === null || was === null || !isWhollyKnown(value)) return false;
  if (attribute.kind === 'leaf') return isWhollyKnown(was) && (attribute.equal?.(value, was) ?? false);
  return nestedAgrees(attribute, value, was, side);
}

/** Objects inside an element agree when each agrees with the one in its place. */
function nestedAgrees(attribute: NestedAttribute, value: Value, was: Value, side: Side): boolean {
  const agrees = (item: Value, itemWas: Value) =>
    isObject(item) && isObject(itemWas) && agreement(attribute.attributes, item, itemWas, side) !== undefined;
  if (attribute.nesting === 'single') return agrees(value, was);
  if (Array.isArray(value) && Array.isArray(was)) {
    if (value.length !== was.length) return false;
    if (attribute.nesting === 'set') return !matchSet(attribute, value, was, side).includes(null);
    return value.every((item, index) => agrees(item, was[index] ?? null));
  }
  if (!isObject(value) || !isObject(was)) return false;
  const keys = Object.keys(value);
  return (
    keys.length === Object.keys(was).length && keys.every((key) => agrees(own(value, key), own(was, key)))
  );
}

function pick(attributes: Attributes, names: readonly string[]): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => names.includes(name)));
}
