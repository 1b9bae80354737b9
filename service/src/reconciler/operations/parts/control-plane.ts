// Steps that bring up or change the control plane.

import type { ClusterState } from '../../../model/aggregate.ts';
import { partReference } from '../../../model/keys.ts';
import type { ObservedCluster, ObservedMember } from '../../../platform/platform.ts';
import type { Reached } from '../../pass.ts';
import { hasQuorum, reachedGeneration } from '../../status/reached.ts';
import { failed, type Part, step } from './part.ts';

const ETCD = 'Starting etcd';

/** The state store comes up. A platform that keeps it out of sight has nothing to report here. */
export function etcdPart(state: ClusterState, observed: ObservedCluster | undefined): Part {
  const members = observed?.etcd ?? [];
  const target = partReference('Etcd', state.ref.name);
  if (observed?.apiReady === true && members.length === 0) {
    return {
      step: step(ETCD, target, 'skipped', { done: 0, total: 0 }, 'The platform keeps the state store.'),
    };
  }
  const units = { done: readyCount(members), total: state.cluster.controlPlane.etcdMembers };
  // A cluster that came up once needs no more than a majority, for instance while a site is away.
  const isEnough = observed !== undefined && isInPlace(observed, 1) && hasQuorum(members);
  const isUp = isEnough || units.done >= units.total;
  return { step: step(ETCD, target, isUp ? 'succeeded' : begun(members), units) };
}

/** The API servers come up for the first time. */
export function controlPlaneStartPart(
  state: ClusterState,
  observed: ObservedCluster | undefined,
  generation: number,
): Part {
  const name = 'Starting the control plane';
  const target = partReference('ControlPlane', state.ref.name);
  const members = observed?.controlPlane ?? [];
  const units = { done: readyCount(members), total: state.cluster.controlPlane.replicas };
  if (observed !== undefined && isInPlace(observed, generation) && observed.apiReady) {
    return { step: step(name, target, 'succeeded', units) };
  }
  if (observed?.failure !== undefined) {
    return { ...failed(name, target, units, observed.failure), decisive: true };
  }
  return { step: step(name, target, begun(members), units) };
}

/** Settings of the cluster itself change. */
export function controlPlaneChangePart(state: ClusterState, view: Reached, generation: number): Part {
  const { observed } = view;
  const name = 'Updating cluster settings';
  const target = partReference('ControlPlane', state.ref.name);
  const members = observed?.controlPlane ?? [];
  const units = { done: readyCount(members), total: state.cluster.controlPlane.replicas };
  if (reachedGeneration(state, view) >= generation) {
    return { step: step(name, target, 'succeeded', { ...units, done: units.total }) };
  }
  if (observed?.failure !== undefined) {
    return { ...failed(name, target, units, observed.failure), decisive: true };
  }
  return { step: step(name, target, 'running', units) };
}

function isInPlace(observed: ObservedCluster, generation: number): boolean {
  return observed.observedGeneration >= generation;
}

function readyCount(members: readonly ObservedMember[]): number {
  return members.filter((member) => member.ready).length;
}

function begun(members: readonly ObservedMember[]): 'pending' | 'running' {
  return members.length === 0 ? 'pending' : 'running';
}
