// Random configurations of a schema, as a person could write them: known, or with parts that are unknown.
import fc from 'fast-check';
import type { Attribute, Attributes, NestedAttribute } from '../schema/attribute.ts';
import type { ValueType } from '../values/type.ts';
import { isObject, type ObjectValue, objectFrom, own, UNKNOWN, type Value } from '../values/value.ts';

/** Few letters in two cases, so that values often are equal, or equal but for their spelling. */
const letter = fc.constantFrom('a', 'b', 'c', 'A', 'B', 'C');
const keys = fc.constantFrom('a', 'b', 'constructor', '__proto__');

/** A wholly known configuration. */
export function arbitraryConfig(attributes: Attributes): fc.Arbitrary<ObjectValue> {
  const members = Object.entries(attributes).map(([name, attribute]) =>
    attributeValue(attribute).map((value): [string, Value] => [name, value]),
  );
  return fc.tuple(...members).map(objectFrom);
}

function attributeValue(attribute: Attribute): fc.Arbitrary<Value> {
  if (attribute.computed && !attribute.optional) return fc.constant(null);
  const set = attribute.kind === 'leaf' ? leafValue(attribute.type) : nestedValue(attribute);
  return attribute.required ? set : fc.option(set, { freq: 3 });
}

function leafValue(type: ValueType): fc.Arbitrary<Value> {
  switch (type.kind) {
    case 'string':
      return letter;
    case 'bool':
      return fc.boolean();
    case 'int64':
      return fc.integer({ min: -3, max: 3 });
    case 'list':
      return fc.array(leafValue(type.element), { maxLength: 3 });
    case 'set':
      return fc.uniqueArray(leafValue(type.element), { maxLength: 3 });
    case 'map':
      return fc
        .uniqueArray(fc.tuple(keys, leafValue(type.element)), { selector: ([key]) => key })
        .map(objectFrom);
    case 'object': {
      const members = Object.entries(type.attributes).map(([name, member]) =>
        leafValue(member).map((value): [string, Value] => [name, value]),
      );
      return fc.tuple(...members).map(objectFrom);
    }
    default:
      throw new TypeError(`no random values for ${type.kind}`);
  }
}

function nestedValue(attribute: NestedAttribute): fc.Arbitrary<Value> {
  const element = arbitraryConfig(attribute.attributes);
  switch (attribute.nesting) {
    case 'single':
      return element;
    case 'list':
      return fc.array(element, { maxLength: 3 });
    case 'set':
      return fc.uniqueArray(element, { maxLength: 3, selector: (item) => own(item, 'name') });
    default:
      return fc.uniqueArray(fc.tuple(keys, element), { selector: ([key]) => key }).map(objectFrom);
  }
}

/** The configuration with some parts unknown, as it is while other resources are still to be made. */
export function blurred(attributes: Attributes, config: ObjectValue, random: () => number): ObjectValue {
  return blurObject(attributes, config, () => random() < 0.15);
}

function blurObject(attributes: Attributes, config: ObjectValue, toss: () => boolean): ObjectValue {
  return objectFrom(
    Object.entries(attributes).map(([name, attribute]) => [name, blur(attribute, own(config, name), toss)]),
  );
}

function blur(attribute: Attribute, value: Value, toss: () => boolean): Value {
  if (attribute.computed && !attribute.optional) return value;
  // What is null now may have been written as an expression that turns out to be null.
  if (toss()) return UNKNOWN;
  if (value === null) return null;
  if (attribute.kind === 'leaf') {
    if (attribute.type.kind === 'list' && Array.isArray(value))
      return value.map((item) => (toss() ? UNKNOWN : item));
    return value;
  }
  const element = (item: Value): Value => {
    if (attribute.nesting !== 'single' && toss()) return UNKNOWN;
    return isObject(item) ? blurObject(attribute.attributes, item, toss) : item;
  };
  if (Array.isArray(value)) return value.map(element);
  if (attribute.nesting === 'single' || !isObject(value)) return element(value);
  return objectFrom(Object.entries(value).map(([key, item]) => [key, element(item)]));
}
