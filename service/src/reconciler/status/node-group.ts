// What users see of one node group.
import { compareVersions } from '@hikube/domain';
import type { NodeGroupPhase, NodeGroupStatus } from '@hikube/openapi/types';
import type { ClusterState } from '../../model/aggregate.ts';
import { type Aspect, conditionsOf, fails, holds } from '../../model/conditions.ts';
import type { NodeGroupRecord } from '../../model/records.ts';
import type { ObservedNode, ObservedNodeGroup } from '../../platform/platform.ts';
import { hasReached } from '../operations/parts/version.ts';
import { currentOperation } from './reached.ts';

/** The status of a group; `previous` keeps what has no source but history. */
export function nodeGroupStatus(
  record: NodeGroupRecord,
  state: ClusterState,
  observed: ObservedNodeGroup | undefined,
  previous: NodeGroupStatus | undefined,
  now: number,
): NodeGroupStatus {
  const nodes = observed?.nodes ?? [];
  const phase = phaseOf(record, state, observed, previous);
  return {
    phase,
    conditions: conditionsOf(previous?.conditions, aspectsOf(record, observed), now),
    observedGeneration: observed?.observedGeneration ?? 0,
    currentOperation: currentOperation(state.operations, record.uid),
    replicas: nodes.length,
    readyReplicas: readyOf(nodes),
    updatedReplicas: nodes.filter((node) => node.current).length,
    atMax: observed?.atMax ?? false,
    version: oldestVersion(nodes),
  };
}

/** Whether the group has the nodes that it must have. */
export function hasMinimum(record: NodeGroupRecord, observed: ObservedNodeGroup | undefined): boolean {
  return observed !== undefined && readyOf(observed.nodes) >= record.minReplicas;
}

/** Why the group is not ready; undefined when it is. */
export function groupFault(
  record: NodeGroupRecord,
  observed: ObservedNodeGroup | undefined,
): { readonly reason: string; readonly message: string } | undefined {
  if (observed?.failure !== undefined) return observed.failure;
  if (hasMinimum(record, observed)) return undefined;
  const ready = readyOf(observed?.nodes ?? []);
  return { reason: 'BelowMinimum', message: `${ready} of at least ${record.minReplicas} nodes are ready.` };
}

function phaseOf(
  record: NodeGroupRecord,
  state: ClusterState,
  observed: ObservedNodeGroup | undefined,
  previous: NodeGroupStatus | undefined,
): NodeGroupPhase {
  if (record.removal !== undefined) return 'Deleting';
  if (observed === undefined) return 'Pending';
  if (observed.failure !== undefined) return 'Failed';
  const wasUp = previous !== undefined && previous.phase !== 'Pending' && previous.phase !== 'Provisioning';
  const isUp = hasMinimum(record, observed) && observed.observedGeneration > 0;
  if (!wasUp && !isUp) return 'Provisioning';
  if (isRolling(record, state, observed)) return 'Rolling';
  if (observed.nodes.some((node) => node.phase === 'NotReady')) return 'Degraded';
  return isScaling(record, observed) ? 'Scaling' : 'Running';
}

function isRolling(record: NodeGroupRecord, state: ClusterState, observed: ObservedNodeGroup): boolean {
  if (observed.observedGeneration < record.generation) return true;
  return observed.nodes.some((node) => !node.current || !hasReached(node.version, state.cluster.version));
}

function isScaling(record: NodeGroupRecord, { nodes, wanted }: ObservedNodeGroup): boolean {
  return nodes.length !== wanted || readyOf(nodes) !== nodes.length || nodes.length < record.minReplicas;
}

function aspectsOf(record: NodeGroupRecord, observed: ObservedNodeGroup | undefined): readonly Aspect[] {
  return [readyAspect(record, observed), updatedAspect(record, observed), limitAspect(record, observed)];
}

function readyAspect(record: NodeGroupRecord, observed: ObservedNodeGroup | undefined): Aspect {
  const fault = groupFault(record, observed);
  return fault === undefined ? holds('Ready', 'MinimumReady') : fails('Ready', fault.reason, fault.message);
}

function updatedAspect(record: NodeGroupRecord, observed: ObservedNodeGroup | undefined): Aspect {
  const old = observed?.nodes.filter((node) => !node.current).length ?? 0;
  if (observed !== undefined && old === 0 && observed.observedGeneration >= record.generation) {
    return holds('Updated', 'SettingsInPlace');
  }
  const message = old === 0 ? 'The settings are on their way.' : `${old} nodes carry earlier settings.`;
  return fails('Updated', 'RollingOut', message);
}

function limitAspect(record: NodeGroupRecord, observed: ObservedNodeGroup | undefined): Aspect {
  if (observed?.atMax !== true) return fails('ScalingLimited', 'WithinBounds', '');
  const message = `Pods wait for nodes, and the group has its maximum of ${record.maxReplicas}; raise maxReplicas to give them room.`;
  return holds('ScalingLimited', 'AtMaximum', message);
}

function readyOf(nodes: readonly ObservedNode[]): number {
  return nodes.filter((node) => node.phase === 'Ready').length;
}

function oldestVersion(nodes: readonly ObservedNode[]): string | null {
  const versions = nodes.map((node) => node.version).filter((version) => version !== '');
  return versions.sort((a, b) => compareVersions(a, b) ?? 0)[0] ?? null;
}
