// Write-only values are never stored and never planned, even when an author returns them.
import type { Attribute, Attributes } from '../schema/attribute.ts';
import { isObject, type ObjectValue, objectFrom, own, type Value } from '../values/value.ts';

/** Whether there is anything to take out; a schema is asked for each read of each object, and most have nothing. */
const known = new WeakMap<Attributes, boolean>();

/** The object with null for every write-only attribute, at any depth. */
export function withoutWriteOnly(attributes: Attributes, value: ObjectValue): ObjectValue {
  if (!hasWriteOnly(attributes)) return value;
  return objectFrom(
    Object.entries(attributes).map(([name, attribute]) => [name, stripped(attribute, own(value, name))]),
  );
}

function hasWriteOnly(attributes: Attributes): boolean {
  let found = known.get(attributes);
  if (found === undefined) {
    found = Object.values(attributes).some(
      (attribute) =>
        attribute.writeOnly || (attribute.kind === 'nested' && hasWriteOnly(attribute.attributes)),
    );
    known.set(attributes, found);
  }
  return found;
}

function stripped(attribute: Attribute, value: Value): Value {
  if (attribute.writeOnly) return null;
  if (attribute.kind === 'leaf' || value === null) return value;
  const { attributes, nesting } = attribute;
  const element = (item: Value) => (isObject(item) ? withoutWriteOnly(attributes, item) : item);
  if (Array.isArray(value)) return value.map(element);
  if (nesting === 'single' || !isObject(value)) return element(value);
  return objectFrom(Object.entries(value).map(([key, item]) => [key, element(item)]));
}
