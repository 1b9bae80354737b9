// Reading state that an older version of the provider stored.
import type { RawObject, RawValue } from './protocol/msgpack/raw-value.ts';
import type { Attribute, Attributes } from './schema/attribute.ts';
import type { ObjectValue, Value } from './values/value.ts';

/** State as JSON, before any schema says what it means. Numbers may be `bigint` or decimal text. */
export type StoredState = RawObject;

/**
 * Turns state of one schema version into state of the next. Attributes that the schema does not have are
 * dropped afterwards and missing ones get their default or null, so an upgrader only says what moves where.
 */
export type StateUpgrader = (state: StoredState) => StoredState;

/** Runs every upgrader from the stored version to the wanted one. Versions without an upgrader need none. */
export function upgradeState(
  state: StoredState,
  from: number,
  to: number,
  upgraders: Readonly<Record<number, StateUpgrader>>,
): StoredState {
  let upgraded = state;
  for (let version = from; version < to; version++) {
    upgraded = upgraders[version]?.(upgraded) ?? upgraded;
  }
  return upgraded;
}

/**
 * The state with defaults for what it does not mention: an attribute that is newer than the state stood at its default
 * when it was stored. Left null, it would be planned as a change that nobody asked for.
 * @param stored the state as it was stored
 * @param read the same with the type of the schema
 */
export function withNewDefaults(attributes: Attributes, stored: StoredState, read: ObjectValue): ObjectValue {
  const entries = Object.entries(attributes).map(([name, attribute]) => {
    const value = read[name] ?? null;
    return [
      name,
      Object.hasOwn(stored, name) ? inside(attribute, stored[name], value) : defaultOf(attribute),
    ];
  });
  return Object.fromEntries(entries) as ObjectValue;
}

function defaultOf({ behaviour }: Attribute): Value {
  return behaviour.kind === 'default' ? behaviour.value : null;
}

/** The objects of a nested attribute are as old as the one around them. */
function inside(attribute: Attribute, stored: RawValue | undefined, value: Value): Value {
  if (attribute.kind !== 'nested' || typeof value !== 'object' || value === null) return value;
  const element = (from: unknown, to: Value) =>
    isRecord(from) && isRecord(to)
      ? withNewDefaults(attribute.attributes, from as StoredState, to as ObjectValue)
      : to;
  if (attribute.nesting === 'single') return element(stored, value);
  if (Array.isArray(value)) {
    return value.map((each: Value, index) =>
      element(Array.isArray(stored) ? stored[index] : undefined, each),
    );
  }
  const from = isRecord(stored) ? stored : {};
  const entries = Object.entries(value as ObjectValue).map(([key, each]) => [key, element(from[key], each)]);
  return Object.fromEntries(entries) as Value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
