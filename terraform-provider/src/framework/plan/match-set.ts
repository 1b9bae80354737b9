// Which element of a set was which. Elements have no name, so likeness decides: an element was the one that
// differs only in what the configuration leaves to the provider, or the one with the same key.
import type { Attributes, NestedAttribute } from '../schema/attribute.ts';
import { sameValue } from '../values/equality.ts';
import { isObject, isWhollyKnown, type ObjectValue, own, UNKNOWN, type Value } from '../values/value.ts';

interface Candidate {
  readonly item: number;
  readonly prior: number;
  readonly score: number;
}

/**
 * For each item the prior element it was, or null for a new one. Each prior element is used once; the most
 * alike are paired first.
 */
export function matchSet(
  attribute: NestedAttribute,
  items: readonly Value[],
  priors: readonly Value[],
): Value[] {
  const candidates: Candidate[] = [];
  for (const [item, value] of items.entries()) {
    for (const [prior, was] of priors.entries()) {
      const score = isObject(value) && isObject(was) ? likeness(attribute, value, was) : 0;
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

/** 0 when the element cannot have been the prior one, else more for every value that is the same. */
function likeness(attribute: NestedAttribute, item: ObjectValue, prior: ObjectValue): number {
  const agreed = agreement(attribute.attributes, item, prior);
  if (agreed !== undefined) return 1_000_000 + agreed;
  const { key } = attribute;
  return key.length > 0 && agreement(pick(attribute.attributes, key), item, prior) !== undefined ? 1 : 0;
}

/** How many values are the same, or undefined when one that the configuration sets is another. */
function agreement(attributes: Attributes, item: ObjectValue, prior: ObjectValue): number | undefined {
  let same = 1;
  for (const [name, attribute] of Object.entries(attributes)) {
    if (attribute.writeOnly) continue;
    const value = own(item, name);
    const was = own(prior, name);
    if (sameValue(attribute.type, value, was)) {
      same += 2;
    } else if (value === null ? attribute.computed : mayAgree(attribute, value, was)) {
      same += 1;
    } else {
      return undefined;
    }
  }
  return same;
}

/** Not the same, but not another either: not known yet, another spelling, or nested with room for outputs. */
function mayAgree(attribute: Attributes[string], value: Value, was: Value): boolean {
  if (value === UNKNOWN) return true;
  if (was === null) return false;
  if (attribute.kind === 'nested' && attribute.nesting === 'single' && isObject(value) && isObject(was)) {
    return agreement(attribute.attributes, value, was) !== undefined;
  }
  if (!isWhollyKnown(value)) return attribute.kind === 'leaf';
  return attribute.equal?.(value, was) ?? false;
}

function pick(attributes: Attributes, names: readonly string[]): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => names.includes(name)));
}
