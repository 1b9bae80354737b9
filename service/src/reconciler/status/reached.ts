// Which generation of a cluster is in place, also while its version moves.
import type { ClusterState } from '../../model/aggregate.ts';
import type { ObservedCluster } from '../../platform/platform.ts';
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
