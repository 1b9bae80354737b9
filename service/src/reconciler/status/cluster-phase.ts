// In which phase a cluster is: one word for many aspects.
import type { ClusterPhase } from '@hikube/openapi/types';
import type { ClusterState } from '../../model/aggregate.ts';
import { isActive, isPatch, isUpgrade } from '../../model/operation.ts';
import { startedUpgrade } from '../../model/upgrades.ts';
import type { ObservedCluster } from '../../platform/platform.ts';
import type { Reached } from '../pass.ts';
import { hasQuorum } from './members.ts';
import { hasMinimum } from './node-group.ts';
import { isVersionReached, reachedGeneration } from './reached.ts';

/**
 * The phase. Work that somebody asked for comes before its side effects: an API server that restarts during an
 * upgrade does not make the cluster degraded.
 */
export function clusterPhase(state: ClusterState, view: Reached): ClusterPhase {
  const { observed } = view;
  if (state.cluster.deletion !== null) return 'Deleting';
  if (observed === undefined || observed.controlPlane.length === 0) {
    return observed?.failure === undefined ? 'Pending' : 'Failed';
  }
  if (observed.failure !== undefined) return 'Failed';
  if (isFirstTime(state, observed)) return 'Provisioning';
  if (isUpgrading(state, observed)) return 'Upgrading';
  if (isUpdating(state, view)) return 'Updating';
  return isHealthy(state, observed) ? 'Running' : 'Degraded';
}

function isFirstTime(state: ClusterState, observed: ObservedCluster): boolean {
  return observed.observedGeneration === 0 || state.operations.some(({ kind }) => kind === 'cluster.create');
}

function isUpgrading(state: ClusterState, observed: ObservedCluster): boolean {
  if (startedUpgrade(state.upgrades) !== undefined || !isVersionReached(state, observed)) return true;
  return state.operations.some((operation) => isPatch(operation) && isActive(operation));
}

function isUpdating(state: ClusterState, view: Reached): boolean {
  if (reachedGeneration(state, view) < state.cluster.generation) return true;
  return state.operations.some((operation) => isActive(operation) && !isUpgrade(operation));
}

function isHealthy(state: ClusterState, observed: ObservedCluster): boolean {
  if (!observed.apiReady || observed.controlPlane.some((member) => !member.ready)) return false;
  if (observed.etcd.length > 0 && !hasQuorum(observed.etcd)) return false;
  if (observed.etcd.some((member) => !member.ready)) return false;
  if (observed.addons.some((addon) => addon.phase === 'Failed')) return false;
  return state.nodeGroups.every((group) => {
    const seen = observed.nodeGroups.find(({ uid }) => uid === group.uid);
    return group.deletion !== null || (hasMinimum(group, seen) && seen?.failure === undefined);
  });
}
