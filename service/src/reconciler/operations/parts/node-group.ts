// The step that brings the nodes of one group to what is asked for.
import type { Step } from '@hikube/openapi/types';
import { childReference } from '../../../model/keys.ts';
import type { NodeGroupRecord } from '../../../model/records.ts';
import type { ObservedNode, ObservedNodeGroup } from '../../../platform/platform.ts';
import { failed, type Part, step } from './part.ts';

/** How the step is called: a group that starts, or one that changes. */
export type NodeGroupWork = 'Starting' | 'Changing';

/**
 * Settled when every node carries the settings of that generation, and the number of nodes is within the bounds.
 * How many the autoscaler wants inside them is not the operation's concern.
 * @param earlier the steps of the operation as they were last told
 */
export function nodeGroupPart(
  work: NodeGroupWork,
  record: NodeGroupRecord,
  observed: ObservedNodeGroup | undefined,
  generation: number,
  earlier: readonly Step[] = [],
): Part {
  const name = `${work} nodes of ${record.name}`;
  const target = childReference('NodeGroup', record);
  const nodes = observed?.nodes ?? [];
  const ready = nodes.filter(isReady).length;
  const total = nodesAskedFor(name, record, observed, earlier);
  const units = { done: nodes.filter((node) => isReady(node) && node.current).length, total };
  const excess = nodes.length - record.maxReplicas;
  const hasSettings = observed !== undefined && observed.observedGeneration >= generation;
  if (hasSettings && ready >= record.minReplicas && excess <= 0) {
    return { step: step(name, target, 'succeeded', { done: total, total }) };
  }
  if (observed?.failure !== undefined) return failed(name, target, units, observed.failure);
  const message = excess > 0 ? `${excess} above the maximum; they are drained and deleted.` : '';
  return { step: step(name, target, observed === undefined ? 'pending' : 'running', units, message) };
}

/**
 * How many nodes a step is about: those that are wanted, and no more than when it began to run. Not those that only
 * exist while others are exchanged, nor those that the autoscaler adds meanwhile, which are new already.
 */
export function nodesAskedFor(
  name: string,
  { minReplicas }: NodeGroupRecord,
  observed: ObservedNodeGroup | undefined,
  earlier: readonly Step[],
): number {
  const wanted = observed?.wanted ?? 0;
  const begun = earlier.find((step) => step.name === name && step.status === 'running');
  return Math.max(minReplicas, Math.min(wanted, begun?.total ?? wanted));
}

export function isReady(node: ObservedNode): boolean {
  return node.phase === 'Ready';
}
