// One value can be written in several ways. A plan, a read and an apply keep the spelling that is known, so
// that "1.34" and "v1.34" never show as a difference.
import type { Attribute, Attributes, LeafAttribute } from '../schema/attribute.ts';
import type { Schema } from '../schema/schema.ts';
import {
  emptyObject,
  isEmpty,
  isObject,
  isWhollyKnown,
  type ObjectValue,
  own,
  UNKNOWN,
  type Value,
} from '../values/value.ts';
import { mapPairs, pairsOf } from './pairs.ts';

/** The known value when the fresh one is another spelling of it, else the fresh one. */
export function knownSpelling(attribute: LeafAttribute, known: Value, fresh: Value): Value {
  if (attribute.equal === undefined || known === null || fresh === null) return fresh;
  if (!isWhollyKnown(known) || !isWhollyKnown(fresh)) return fresh;
  return attribute.equal(known, fresh) ? known : fresh;
}

/**
 * Takes over from `known` every spelling that `fresh` merely writes differently. `known` is what Terraform has
 * (the plan, the state), `fresh` what the API says; the values of both must conform to the schema.
 */
export function keepSpelling(schema: Schema, known: ObjectValue | null, fresh: ObjectValue): ObjectValue {
  return keepInObject(schema.attributes, known, fresh);
}

function keepInObject(attributes: Attributes, known: ObjectValue | null, fresh: ObjectValue): ObjectValue {
  const kept = emptyObject();
  for (const name of Object.keys(attributes)) {
    kept[name] = keepInAttribute(attributes[name] as Attribute, own(known, name), own(fresh, name));
  }
  return kept;
}

function keepInAttribute(attribute: Attribute, known: Value, fresh: Value): Value {
  if (attribute.emptyIsNull && isEmpty(known) && isEmpty(fresh)) return known;
  if (attribute.kind === 'leaf') return knownSpelling(attribute, known, fresh);
  if (fresh === null || fresh === UNKNOWN) return fresh;
  return mapPairs(attribute, pairsOf(attribute, fresh, known, 'value'), (pair) =>
    isObject(pair.value) ? keepInObject(attribute.attributes, pair.prior, pair.value) : pair.value,
  );
}
