// What an author returns becomes exactly what the schema promises Terraform, or is named as a mistake.
import { describeType, type ObjectType, type ValueType } from './type.ts';
import { Dynamic, emptyObject, isObject, type ObjectValue, UNKNOWN, type Value } from './value.ts';

/** A part of an author's value that the schema does not allow. */
export interface ConformProblem {
  /** From the outside in: attribute names, map keys and positions. */
  readonly at: readonly (string | number)[];
  readonly message: string;
}

export interface Conformed<T extends Value> {
  /** Has every attribute of the type and nothing else; what did not fit is null. */
  readonly value: T;
  readonly problems: readonly ConformProblem[];
}

/**
 * Gives a value the exact shape of a type: missing and `undefined` attributes become null, unknown names are
 * dropped. It never throws, because the value may be the only trace of an object that exists.
 */
export function conformObject(type: ObjectType, value: unknown): Conformed<ObjectValue> {
  const problems: ConformProblem[] = [];
  const conformed = conform(type, value, [], problems);
  return { value: isObject(conformed) ? conformed : conformMembers(type, {}, [], []), problems };
}

/** The same for a value of any type. */
export function conformValue(type: ValueType, value: unknown): Conformed<Value> {
  const problems: ConformProblem[] = [];
  return { value: conform(type, value, [], problems), problems };
}

/** Where the walk is: one list that grows and shrinks with it, copied only for a problem. */
type At = (string | number)[];

function conform(type: ValueType, value: unknown, at: At, problems: ConformProblem[]): Value {
  if (value === undefined || value === null) return null;
  if (value === UNKNOWN) return UNKNOWN;
  switch (type.kind) {
    case 'dynamic':
      if (!(value instanceof Dynamic)) break;
      return new Dynamic(value.type, conform(value.type, value.value, at, problems));
    case 'list':
    case 'set':
      if (!Array.isArray(value)) break;
      return value.map((item, index) => conformPart(type.element, item, at, index, problems));
    case 'tuple':
      if (!Array.isArray(value)) break;
      return type.elements.map((element, index) => conformPart(element, value[index], at, index, problems));
    case 'map':
      if (!isObject(value)) break;
      return conformEntries(type.element, value, at, problems);
    case 'object':
      if (!isObject(value)) break;
      return conformMembers(type, value, at, problems);
    default:
      if (isScalar(type, value)) return typeof value === 'bigint' ? narrow(value) : value;
  }
  problems.push({ at: [...at], message: `expected ${describeType(type)}, got ${describeValue(value)}` });
  return null;
}

function conformPart(
  type: ValueType,
  value: unknown,
  at: At,
  step: string | number,
  problems: ConformProblem[],
): Value {
  at.push(step);
  const conformed = conform(type, value, at, problems);
  at.pop();
  return conformed;
}

function conformEntries(
  element: ValueType,
  value: ObjectValue,
  at: At,
  problems: ConformProblem[],
): ObjectValue {
  const result = emptyObject();
  for (const [key, item] of Object.entries(value)) {
    // An entry that an author left undefined is one that is not there.
    if (item !== undefined) result[key] = conformPart(element, item, at, key, problems);
  }
  return result;
}

function conformMembers(
  type: ObjectType,
  value: ObjectValue,
  at: At,
  problems: ConformProblem[],
): ObjectValue {
  const result = emptyObject();
  for (const [name, member] of Object.entries(type.attributes)) {
    const item = Object.hasOwn(value, name) ? value[name] : null;
    result[name] = conformPart(member, item, at, name, problems);
  }
  return result;
}

function isScalar(type: ValueType, value: unknown): value is string | boolean | number | bigint {
  switch (type.kind) {
    case 'string':
      return typeof value === 'string';
    case 'bool':
      return typeof value === 'boolean';
    case 'int64':
      return Number.isSafeInteger(value);
    default:
      return Number.isFinite(value) || typeof value === 'bigint' || isLongNumber(value);
  }
}

/** Decimal text, which stands for a number that JavaScript cannot hold. */
function isLongNumber(value: unknown): value is string {
  return typeof value === 'string' && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value);
}

function narrow(value: bigint): number | bigint {
  const short = Number(value);
  return Number.isSafeInteger(short) ? short : value;
}

function describeValue(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (value instanceof Dynamic) return 'a dynamic value';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
