// What the nodes of groups run before a change and after it. That is not always what is stored: settings that wait for the
// window are stored, and the platform is told of them when it opens. Whether nodes are replaced is decided by this alone.
import { type JsonObject, rollingChanges } from '@hikube/domain';
import type { ClusterState } from '../model/aggregate.ts';
import { asHeld, heldOf } from '../model/held-back.ts';
import { type NodeGroupInputs, nodeGroupInputs } from '../model/inputs.ts';
import type { Difference } from './desired/difference.ts';

/** What the platform is told of a group, before a change that is made at once and after it. */
export interface Running {
  readonly uid: string;
  readonly name: string;
  readonly before: NodeGroupInputs;
  readonly after: NodeGroupInputs;
  /** Names of the fields that the change is about, whether they waited or not. */
  readonly changed: ReadonlySet<string>;
  /** Those that replace the nodes. */
  readonly rolls: readonly string[];
}

/** Every group that is there and that the change is about. What waits goes on to wait, unless the change is about it. */
export function runningOf({ nodeGroups, operations }: ClusterState, difference: Difference): Running[] {
  return difference.nodeGroups.flatMap((change) => {
    const group = nodeGroups.find(({ name }) => name === change.name);
    if (change.action !== 'update' || group === undefined) return [];
    const { uid, name } = group;
    const changed = new Set(change.fields.map((field) => field.split('/')[1] ?? ''));
    const held = heldOf(uid, operations);
    const waits = Object.entries(held).filter(([field]) => !changed.has(field));
    const before = asHeld(nodeGroupInputs(group), held);
    const after = asHeld(change.after, Object.fromEntries(waits));
    return [{ uid, name, before, after, changed, rolls: rollingChanges(asJson(before), asJson(after)) }];
  });
}

function asJson(inputs: NodeGroupInputs): JsonObject {
  return inputs as unknown as JsonObject;
}
