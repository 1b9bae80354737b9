// A stand-in for an API: it does what a plan announces, decides what the plan left open, and spells as it likes.
import type { Attribute, Attributes, NestedAttribute } from '../schema/attribute.ts';
import type { ValueType } from '../values/type.ts';
import {
  isEmpty,
  isObject,
  type ObjectValue,
  objectFrom,
  own,
  UNKNOWN,
  type Value,
} from '../values/value.ts';

/** Numbers from 0 to below 1, from a seed: a small linear congruential generator. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What exists after a plan was applied. */
export function applyPlan(attributes: Attributes, planned: ObjectValue, random: () => number): ObjectValue {
  return objectFrom(
    Object.entries(attributes).map(([name, attribute]) => [
      name,
      decide(attribute, own(planned, name), random),
    ]),
  );
}

function decide(attribute: Attribute, planned: Value, random: () => number): Value {
  if (planned === UNKNOWN) return invent(attribute, random);
  if (planned === null) return null;
  if (attribute.kind === 'leaf') return planned;
  return mapElements(attribute, planned, (item) => applyPlan(attribute.attributes, item, random));
}

/** A value of the API's own. Outputs are sometimes null, which a plan must cope with. */
function invent(attribute: Attribute, random: () => number): Value {
  if (!attribute.required && random() < 0.25) return null;
  if (attribute.kind === 'leaf') return inventLeaf(attribute.type, random);
  const object = () => {
    const open = objectFrom(Object.keys(attribute.attributes).map((name) => [name, UNKNOWN]));
    return applyPlan(attribute.attributes, open, random);
  };
  if (attribute.nesting === 'single') return object();
  const count = Math.floor(random() * 3);
  if (attribute.nesting === 'map')
    return objectFrom(['p', 'q'].slice(0, count).map((key) => [key, object()]));
  return Array.from({ length: count }, object);
}

function inventLeaf(type: ValueType, random: () => number): Value {
  switch (type.kind) {
    case 'string':
      return `made-${Math.floor(random() * 1e9)}`;
    case 'bool':
      return random() < 0.5;
    case 'int64':
      return Math.floor(random() * 1e9);
    case 'list':
    case 'set':
      return [inventLeaf(type.element, random), inventLeaf(type.element, random)];
    case 'map':
      return objectFrom([['m', inventLeaf(type.element, random)]]);
    case 'object':
      return objectFrom(
        Object.entries(type.attributes).map(([name, inner]) => [name, inventLeaf(inner, random)]),
      );
    default:
      throw new TypeError(`nothing to invent for ${type.kind}`);
  }
}

/** What the API says of the same object: spelled otherwise, and null for what is empty, wherever the schema lets it. */
export function asApiSays(attributes: Attributes, value: ObjectValue): ObjectValue {
  return respell(attributes, value, true);
}

/** The same object, spelled otherwise wherever the schema says that spelling does not matter. */
export function respell(attributes: Attributes, value: ObjectValue, dropsEmpty = false): ObjectValue {
  return objectFrom(
    Object.entries(attributes).map(([name, attribute]) => [
      name,
      respellOne(attribute, own(value, name), dropsEmpty),
    ]),
  );
}

function respellOne(attribute: Attribute, value: Value, dropsEmpty: boolean): Value {
  if (value === null || value === UNKNOWN) return value;
  if (dropsEmpty && attribute.emptyIsNull && isEmpty(value)) return null;
  if (attribute.kind === 'nested')
    return mapElements(attribute, value, (item) => respell(attribute.attributes, item, dropsEmpty));
  if (attribute.equal === undefined) return value;
  if (typeof value === 'string')
    return value.toUpperCase() === value ? value.toLowerCase() : value.toUpperCase();
  return typeof value === 'number' ? -value : value;
}

function mapElements(
  attribute: NestedAttribute,
  value: Value,
  to: (item: ObjectValue) => ObjectValue,
): Value {
  const one = (item: Value) => (isObject(item) ? to(item) : item);
  if (Array.isArray(value)) return value.map(one);
  if (attribute.nesting === 'single' || !isObject(value)) return one(value);
  return objectFrom(Object.entries(value).map(([key, item]) => [key, one(item)]));
}
