// Steps that move a cluster to another minor or patch version: the control plane first, then the groups.
import { compareVersions } from '@hikube/domain';
import type { Step } from '@hikube/openapi/types';
import type { ClusterState } from '../../../model/aggregate.ts';
import { childReference, partReference } from '../../../model/keys.ts';
import type { NodeGroupRecord } from '../../../model/records.ts';
import { comparePatches } from '../../../model/upgrades.ts';
import type { ObservedCluster, ObservedNodeGroup } from '../../../platform/platform.ts';
import { isReady, nodesAskedFor } from './node-group.ts';
import { failed, isSettled, type Part, step } from './part.ts';

/**
 * Whether a version is that of the target or a newer one. A target without a patch means any patch of its minor. A text
 * that is no version has not arrived.
 */
export function hasReached(version: string, target: string): boolean {
  if (isExact(target)) return (comparePatches(version, target) ?? -1) >= 0;
  return (compareVersions(version, target) ?? -1) >= 0;
}

/** Whether a target names its patch. Asked for every machine in every pass, so that it does not parse. */
function isExact(target: string): boolean {
  return target.indexOf('.') !== target.lastIndexOf('.');
}

/**
 * All steps of a move to the target version.
 * @param target a minor, or a patch such as `1.34.6`
 * @param earlier the steps of the operation as they were last told
 */
export function versionParts(
  state: ClusterState,
  observed: ObservedCluster | undefined,
  target: string,
  earlier: readonly Step[] = [],
): readonly Part[] {
  const controlPlane = controlPlaneVersionPart(state, observed, target);
  const groups = state.nodeGroups.filter((group) => group.removal === undefined);
  const mayBegin = isSettled(controlPlane.step);
  return [
    controlPlane,
    ...groups.map((group) => {
      const seen = observed?.nodeGroups.find(({ uid }) => uid === group.uid);
      return nodesVersionPart(group, seen, target, { mayBegin, earlier });
    }),
  ];
}

function controlPlaneVersionPart(
  state: ClusterState,
  observed: ObservedCluster | undefined,
  target: string,
): Part {
  const name = `Upgrading the control plane to ${target}`;
  const where = partReference('ControlPlane', state.ref.name);
  const members = observed?.controlPlane ?? [];
  const done = members.filter((member) => member.ready && hasReached(member.version, target)).length;
  const units = { done, total: state.cluster.controlPlane.replicas };
  const isThere = members.length > 0 && done === members.length && observed?.apiReady === true;
  if (isThere) return { step: step(name, where, 'succeeded', { ...units, done: units.total }) };
  if (observed?.failure !== undefined) {
    return { ...failed(name, where, units, observed.failure), decisive: true };
  }
  return { step: step(name, where, 'running', units) };
}

function nodesVersionPart(
  group: NodeGroupRecord,
  observed: ObservedNodeGroup | undefined,
  target: string,
  { mayBegin, earlier }: { readonly mayBegin: boolean; readonly earlier: readonly Step[] },
): Part {
  const name = `Upgrading nodes of ${group.name}`;
  const where = childReference('NodeGroup', group);
  const nodes = observed?.nodes ?? [];
  const old = nodes.filter((node) => !hasReached(node.version, target)).length;
  const done = nodes.filter((node) => isReady(node) && hasReached(node.version, target)).length;
  const units = { done, total: nodesAskedFor(name, group, observed, earlier) };
  if (!mayBegin) return { step: step(name, where, 'pending', units) };
  if (old === 0 && done >= Math.min(group.minReplicas, nodes.length)) {
    return { step: step(name, where, 'succeeded', { ...units, done: units.total }) };
  }
  if (observed?.failure !== undefined) return failed(name, where, units, observed.failure);
  return { step: step(name, where, 'running', units) };
}
