// Events about node groups: what the autoscaler decides, and why a group does not get what it wants.
import type { Condition, NodeGroupStatus } from '@hikube/openapi/types';
import type { EventDraft } from '../../model/events.ts';
import { normal, warning } from './draft.ts';

/** A group before and after a pass. */
export interface GroupChange {
  readonly name: string;
  readonly before: NodeGroupStatus | undefined;
  readonly after: NodeGroupStatus;
  /** Nodes that the autoscaler wanted and wants; undefined where nobody knows. */
  readonly wantedBefore: number | undefined;
  readonly wanted: number | undefined;
}

/** What changed. */
export function nodeGroupEvents(change: GroupChange): readonly EventDraft[] {
  return [...scalingEvents(change), ...limitEvents(change), ...failureEvents(change)];
}

function scalingEvents({ name, wantedBefore, wanted }: GroupChange): readonly EventDraft[] {
  if (wantedBefore === undefined || wanted === undefined || wantedBefore === wanted) return [];
  const [reason, verb] = wanted > wantedBefore ? ['ScaledUp', 'grows'] : ['ScaledDown', 'shrinks'];
  return [
    normal('nodeGroup', name, reason!, `The node group ${verb} from ${wantedBefore} to ${wanted} nodes.`),
  ];
}

function limitEvents({ name, before, after }: GroupChange): readonly EventDraft[] {
  const limit = conditionOf(after, 'ScalingLimited');
  const isNew = limit?.status === 'True' && conditionOf(before, 'ScalingLimited')?.status !== 'True';
  return isNew ? [warning('nodeGroup', name, 'ScalingLimited', limit.message)] : [];
}

function failureEvents({ name, before, after }: GroupChange): readonly EventDraft[] {
  const isFailed = after.phase === 'Failed';
  if (isFailed === (before?.phase === 'Failed')) return [];
  if (!isFailed)
    return [normal('nodeGroup', name, 'NodeGroupRecovered', 'The node group gets what it wants again.')];
  const ready = conditionOf(after, 'Ready');
  return [warning('nodeGroup', name, ready?.reason ?? 'NodeGroupFailed', ready?.message ?? '')];
}

function conditionOf(status: NodeGroupStatus | undefined, type: string): Condition | undefined {
  return status?.conditions.find((condition) => condition.type === type);
}
