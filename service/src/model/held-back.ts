// Settings of node groups that wait for the maintenance window. The operation that brings them keeps what the nodes run
// until then, so that whatever ends the operation lets them go, too.
import { type JsonObject, ROLLING_FIELDS } from '@hikube/domain';
import type { NodeGroupInputs } from './inputs.ts';
import { waitsForWindow } from './operation.ts';
import type { OperationRecord } from './records.ts';

/**
 * What a group is made from until the window opens, by its uid: the fields that wait, as the platform still gets them;
 * null is a field that is not set.
 */
export type HeldBack = Readonly<Record<string, JsonObject>>;

/** The settings of a group without those that wait: what the platform is told. */
export function withoutWaiting(
  uid: string,
  inputs: NodeGroupInputs,
  operations: readonly OperationRecord[],
): NodeGroupInputs {
  return asHeld(inputs, heldOf(uid, operations));
}

/** What waits of a group in all operations together, as the platform still gets it. */
export function heldOf(uid: string, operations: readonly OperationRecord[]): JsonObject {
  const held = operations.filter(waitsForWindow).map(({ heldBack }) => heldBack?.[uid] ?? {});
  return Object.assign({}, ...held) as JsonObject;
}

/** The settings with those fields as they were. */
export function asHeld(inputs: NodeGroupInputs, held: JsonObject): NodeGroupInputs {
  const entries = Object.entries({ ...inputs, ...held }).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as unknown as NodeGroupInputs;
}

/** Those of the fields that replace nodes, as they are in the settings. */
export function heldFields(inputs: NodeGroupInputs, fields: readonly string[]): JsonObject {
  const names = ROLLING_FIELDS.filter((name) => fields.includes(name));
  return Object.fromEntries(names.map((name) => [name, inputs[name] ?? null]));
}

/** The operation without what it held back of these groups: the rest of its work is no other than before. */
export function lettingGo(operation: OperationRecord, uids: ReadonlySet<string>): OperationRecord {
  const { heldBack = {}, ...rest } = operation;
  const kept = Object.entries(heldBack).filter(([uid]) => !uids.has(uid));
  return kept.length === 0
    ? { ...rest, phase: 'Waiting to begin' }
    : { ...rest, heldBack: Object.fromEntries(kept) };
}
