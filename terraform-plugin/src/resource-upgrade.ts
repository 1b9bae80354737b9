// Reading state that an older version of the provider stored.
import type { RawObject } from './protocol/msgpack/raw-value.ts';

/** State as JSON, before any schema says what it means. Numbers may be `bigint` or decimal text. */
export type StoredState = RawObject;

/**
 * Turns state of one schema version into state of the next. Attributes that the schema does not have are
 * dropped afterwards and missing ones become null, so an upgrader only says what moves where.
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
