// When two values of one type are the same. Only the type tells a set, whose order means nothing, from a list.
import type { ValueType } from './type.ts';
import { typeToJson } from './type-json.ts';
import { Dynamic, isObject, type ObjectValue, own, UNKNOWN, type Value } from './value.ts';

/**
 * True when both values are the same to Terraform. An unknown is the same as another unknown and as nothing
 * else, so a plan that holds one differs from every state.
 */
export function sameValue(type: ValueType, a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a === null || b === null || a === UNKNOWN || b === UNKNOWN) return false;
  if (a instanceof Dynamic || b instanceof Dynamic) {
    return a instanceof Dynamic && b instanceof Dynamic && identity(type, a) === identity(type, b);
  }
  if (Array.isArray(a) && Array.isArray(b)) return sameArray(type, a, b);
  if (isObject(a) && isObject(b)) return sameObject(type, a, b);
  return false;
}

function sameArray(type: ValueType, a: Value[], b: Value[]): boolean {
  if (a.length !== b.length) return false;
  if (type.kind === 'set') return identity(type, a) === identity(type, b);
  return a.every((item, index) => sameValue(elementType(type, index), item, b[index] ?? null));
}

function sameObject(type: ValueType, a: ObjectValue, b: ObjectValue): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every(
    (name) => Object.hasOwn(b, name) && sameValue(memberType(type, name), own(a, name), own(b, name)),
  );
}

/** A text that two values of a type share exactly when they are the same; it orders the elements of a set. */
export function identity(type: ValueType, value: Value): string {
  if (value === UNKNOWN) return '?';
  if (value instanceof Dynamic) {
    return `${JSON.stringify(typeToJson(value.type))}:${identity(value.type, value.value)}`;
  }
  if (Array.isArray(value)) {
    const items = value.map((item, index) => identity(elementType(type, index), item));
    if (type.kind === 'set') items.sort();
    return `[${items.join()}]`;
  }
  if (isObject(value)) {
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${identity(memberType(type, name), own(value, name))}`).join()}}`;
  }
  if (typeof value === 'bigint') return String(value);
  return JSON.stringify(value);
}

/** The type of one element of a list, set or tuple. */
export function elementType(type: ValueType, index: number): ValueType {
  if (type.kind === 'list' || type.kind === 'set') return type.element;
  const element = type.kind === 'tuple' ? type.elements[index] : undefined;
  if (element === undefined) throw new TypeError(`a ${type.kind} has no element ${index}`);
  return element;
}

/** The type of one member of an object or map. */
export function memberType(type: ValueType, name: string): ValueType {
  if (type.kind === 'map') return type.element;
  const member = type.kind === 'object' ? type.attributes[name] : undefined;
  if (member === undefined) throw new TypeError(`a ${type.kind} has no member "${name}"`);
  return member;
}
