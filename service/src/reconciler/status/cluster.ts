// What users see of a cluster: its phase, counts, members, and one operation that is under way.
import { compareVersions } from '@hikube/domain';
import type { ClusterPhase, ClusterStatus, ControlPlaneMember } from '@hikube/openapi/types';
import type { ClusterState } from '../../model/aggregate.ts';
import { conditionsOf } from '../../model/conditions.ts';
import { isActive, isPatch, isUpgrade, waitsForWindow } from '../../model/operation.ts';
import type { ClusterPatch } from '../../model/records.ts';
import { startedUpgrade } from '../../model/upgrades.ts';
import type { ObservedCluster, ObservedMember } from '../../platform/platform.ts';
import type { Reached } from '../pass.ts';
import { patchAspects } from '../patches/aspect.ts';
import { clusterAspects } from './cluster-aspects.ts';
import { faultsOf } from './health.ts';
import { currentClusterOperation, hasQuorum, isVersionReached, reachedGeneration } from './reached.ts';

/** The status of the cluster itself. */
export function clusterStatus(state: ClusterState, view: Reached, patch?: ClusterPatch): ClusterStatus {
  const { observed } = view;
  const { cluster } = state;
  const etcd = observed?.etcd ?? [];
  const nodes = observed?.nodeGroups.flatMap((group) => group.nodes) ?? [];
  const addons = state.addons.filter((addon) => addon.removal === undefined);
  return {
    phase: clusterPhase(state, view),
    conditions: conditionsOf(
      state.status?.cluster.conditions,
      [...clusterAspects(state, view), ...patchAspects(state, view, patch)],
      view.now,
    ),
    observedGeneration: reachedGeneration(state, view),
    currentOperation: currentClusterOperation(state.operations, cluster.uid),
    version: oldestVersion(observed),
    controlPlane: { desired: cluster.controlPlane.replicas, ...membersOf(observed?.controlPlane ?? []) },
    etcd: {
      desired: cluster.controlPlane.etcdMembers,
      ...membersOf(etcd),
      // A platform that keeps the state store out of sight shows its health through the API server.
      quorum: etcd.length === 0 ? (observed?.apiReady ?? false) : hasQuorum(etcd),
    },
    nodes: { total: nodes.length, ready: nodes.filter((node) => node.phase === 'Ready').length },
    addons: { total: addons.length, ready: readyAddons(addons, observed) },
  };
}

function membersOf(members: readonly ObservedMember[]): { ready: number; members: ControlPlaneMember[] } {
  return {
    ready: members.filter((member) => member.ready).length,
    members: members.map(({ name, site, ready, version }) => ({ name, site, ready, version })),
  };
}

function readyAddons(
  addons: readonly { readonly uid: string }[],
  observed: ObservedCluster | undefined,
): number {
  const ready = new Set(observed?.addons.filter(({ phase }) => phase === 'Ready').map(({ uid }) => uid));
  return addons.filter(({ uid }) => ready.has(uid)).length;
}

/** The oldest API server counts: the cluster has a version only when all of them have it. */
function oldestVersion(observed: ObservedCluster | undefined): string | null {
  const versions = (observed?.controlPlane ?? [])
    .map((member) => member.version)
    .filter((text) => text !== '');
  return versions.sort((a, b) => compareVersions(a, b) ?? 0)[0] ?? null;
}

// In which phase a cluster is: one word for many aspects.

/**
 * The phase. Work that somebody asked for comes before its side effects: an API server that restarts during an
 * upgrade does not make the cluster degraded.
 */
function clusterPhase(state: ClusterState, view: Reached): ClusterPhase {
  const { observed } = view;
  if (state.cluster.removal !== undefined) return 'Deleting';
  if (observed === undefined || observed.controlPlane.length === 0) {
    return observed?.failure === undefined ? 'Pending' : 'Failed';
  }
  if (observed.failure !== undefined) return 'Failed';
  if (isFirstTime(state, observed)) return 'Provisioning';
  if (isUpgrading(state, observed)) return 'Upgrading';
  if (isUpdating(state, view)) return 'Updating';
  return faultsOf(state, observed).length === 0 ? 'Running' : 'Degraded';
}

function isFirstTime(state: ClusterState, observed: ObservedCluster): boolean {
  return observed.observedGeneration === 0 || state.operations.some(({ kind }) => kind === 'Cluster.create');
}

function isUpgrading(state: ClusterState, observed: ObservedCluster): boolean {
  if (startedUpgrade(state.upgrades) !== undefined || !isVersionReached(state, observed)) return true;
  return state.operations.some((operation) => isPatch(operation) && isActive(operation));
}

function isUpdating(state: ClusterState, view: Reached): boolean {
  if (reachedGeneration(state, view) < state.cluster.generation) return true;
  return state.operations.some(
    (operation) => isActive(operation) && !isUpgrade(operation) && !waitsForWindow(operation),
  );
}
