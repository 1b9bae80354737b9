// Steps that remove: a group, an add-on, a node that is exchanged, a whole cluster.
import type { ObjectReference, Step } from '@hikube/openapi/types';
import { childReference, partReference } from '../../../model/keys.ts';
import type { AddonRecord, NodeGroupRecord, OperationRecord } from '../../../model/records.ts';
import type { ObservedCluster } from '../../../platform/platform.ts';
import { type Part, step, withMessage } from './part.ts';

/** The group goes with its nodes. */
export function nodeGroupRemovalPart(
  operation: OperationRecord,
  record: NodeGroupRecord,
  observed: ObservedCluster | undefined,
): Part {
  const group = observed?.nodeGroups.find(({ uid }) => uid === record.uid);
  const left = group === undefined ? undefined : group.nodes.length;
  const why = group?.failure?.message;
  return removal(
    operation,
    `Deleting nodes of ${record.name}`,
    childReference('NodeGroup', record),
    left,
    why,
  );
}

/** The add-on goes, or returns to its defaults when it is always on. */
export function addonRemovalPart(
  operation: OperationRecord,
  record: AddonRecord,
  observed: ObservedCluster | undefined,
): Part {
  const addon = observed?.addons.find(({ uid }) => uid === record.uid);
  return removal(
    operation,
    `Deleting ${record.name}`,
    childReference('Addon', record),
    addon === undefined ? undefined : 1,
    addon?.message,
  );
}

/** The node goes; what takes its place comes first, and is not told apart from other nodes. */
export function nodeReplacementPart(operation: OperationRecord, observed: ObservedCluster | undefined): Part {
  const name = operation.target.name;
  const nodes = observed?.nodeGroups.flatMap((group) => group.nodes) ?? [];
  const isThere = nodes.some((node) => node.name === name);
  return removal(operation, `Replacing node ${name}`, operation.target, isThere ? 1 : undefined);
}

/** Everything goes. */
export function clusterRemovalParts(
  operation: OperationRecord,
  observed: ObservedCluster | undefined,
): readonly Part[] {
  const count = (things: readonly unknown[] | undefined) =>
    things === undefined || things.length === 0 ? undefined : things.length;
  const nodes = observed?.nodeGroups.flatMap((group) => group.nodes);
  const members = observed === undefined ? undefined : [...observed.controlPlane, ...observed.etcd];
  const rest = observed === undefined ? undefined : (count(members) ?? 0);
  const { target } = operation;
  const controlPlane = partReference('ControlPlane', target.cluster);
  const parts = [
    removal(operation, 'Deleting add-ons', target, count(observed?.addons)),
    removal(operation, 'Deleting nodes', target, count(nodes)),
    removal(operation, 'Deleting the control plane', controlPlane, rest),
  ];
  // What holds a cluster holds all of it: whoever waits for the end is told at the first step that does not come to it.
  const held = parts.findIndex(({ step: { status } }) => status === 'running');
  return parts.map((part, index) =>
    index === held ? { ...part, step: withMessage(part.step, observed?.failure?.message) } : part,
  );
}

/**
 * A removal counts down from the most that was ever seen, which only its own earlier step remembers.
 * @param left how much is still there; undefined when it is gone
 * @param why it is still there, where the platform says so
 */
function removal(
  operation: OperationRecord,
  name: string,
  target: ObjectReference,
  left: number | undefined,
  why?: string,
): Part {
  const before = operation.steps.find((earlier) => earlier.name === name);
  const total = Math.max(1, before?.total ?? 0, left ?? 0);
  if (left === undefined) return { step: step(name, target, 'succeeded', { done: total, total }) };
  return { step: step(name, target, 'running', { done: total - Math.max(1, left), total }, why) };
}

/** Whether a step is one of removal, of which the object may be gone while others of the operation go on. */
export function isRemoval({ name }: Step): boolean {
  return name.startsWith('Deleting ');
}
