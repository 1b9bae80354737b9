// The small facts of a status: which generation is in place, also while the version moves, which operation an object
// shows as its own, and what a set of members survives.
import type { ClusterState } from '../../model/aggregate.ts';
import { isAbout, isActive } from '../../model/operation.ts';
import type { OperationRecord } from '../../model/records.ts';
import type { ObservedCluster, ObservedMember } from '../../platform/platform.ts';
import { hasReached } from '../operations/parts/version.ts';
import { isAccepted, type Reached } from '../pass.ts';

/**
 * The newest generation that is in place. A platform counts a cluster as being there when its last node runs the
 * version, minor or patch, which may be hours away, or never while an upgrade is held. Settings must not wait for that: while a version
 * moves, they count as in place when the platform took them and the control plane has the size that is asked for. How
 * far the version is, the operation of the upgrade and a condition tell.
 */
export function reachedGeneration(state: ClusterState, view: Reached): number {
  const { observed } = view;
  if (observed === undefined) return 0;
  const { generation } = state.cluster;
  const seen = observed.observedGeneration;
  if (seen === 0 || seen >= generation) return seen;
  const isPatching = state.status?.patch?.phase === 'Rolling';
  const isMoving = isAccepted(view) && (isPatching || !isVersionReached(state, observed));
  return isMoving && hasSize(state, observed) ? generation : seen;
}

/** Whether every API server and every node runs the version of the cluster. */
export function isVersionReached(state: ClusterState, observed: ObservedCluster): boolean {
  const { version } = state.cluster;
  return machinesOf(observed).every((machine) => hasReached(machine.version, version));
}

/** Everything that runs a Kubernetes version. */
export function machinesOf(observed: ObservedCluster): readonly { readonly version: string }[] {
  return [...observed.controlPlane, ...observed.nodeGroups.flatMap((group) => group.nodes)];
}

function hasSize({ cluster }: ClusterState, { controlPlane, etcd }: ObservedCluster): boolean {
  const { replicas, etcdMembers } = cluster.controlPlane;
  return controlPlane.length === replicas && (etcd.length === 0 || etcd.length === etcdMembers);
}

/**
 * The newest operation that works on the object; null when none does. What is scheduled or paused works on nothing.
 * @param operations those that are open, oldest first
 */
export function currentOperation(operations: readonly OperationRecord[], uid: string): string | null {
  return newest(operations, (operation) => isAbout(operation, uid));
}

/** The same for a cluster, on which its version upgrades work too. */
export function currentClusterOperation(operations: readonly OperationRecord[], uid: string): string | null {
  return newest(
    operations,
    (operation) =>
      operation.target.uid === uid ||
      (operation.kind === 'VersionUpgrade.run' && operation.startedAt !== null),
  );
}

function newest(
  operations: readonly OperationRecord[],
  works: (operation: OperationRecord) => boolean,
): string | null {
  return operations.findLast((operation) => isActive(operation) && works(operation))?.id ?? null;
}

/** Whether a majority is up, so that the state store takes writes. */
export function hasQuorum(members: readonly ObservedMember[]): boolean {
  const ready = members.filter((member) => member.ready).length;
  return members.length > 0 && ready > members.length / 2;
}

/** Whether a majority of these members remains whichever single site is lost. */
export function survivesLossOfOneSite(members: readonly ObservedMember[]): boolean {
  const bySite = new Map<string, number>();
  for (const { site } of members) bySite.set(site, (bySite.get(site) ?? 0) + 1);
  const mostInOneSite = Math.max(0, ...bySite.values());
  return members.length - mostInOneSite > members.length / 2;
}
