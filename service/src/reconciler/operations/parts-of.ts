// The parts of an operation, by what was asked for.
import type { Step } from '@hikube/openapi/types';
import type { ClusterState } from '../../model/aggregate.ts';
import type { OperationRecord } from '../../model/records.ts';
import type { ObservedCluster } from '../../platform/platform.ts';
import { isAccepted, type Reached } from '../pass.ts';
import { addonPart } from './parts/addon.ts';
import { controlPlaneChangePart, controlPlaneStartPart, etcdPart } from './parts/control-plane.ts';
import { nodeGroupPart } from './parts/node-group.ts';
import type { Part } from './parts/part.ts';
import {
  addonRemovalPart,
  clusterRemovalParts,
  isRemoval,
  nodeGroupRemovalPart,
  nodeReplacementPart,
} from './parts/removal.ts';
import { versionParts } from './parts/version.ts';

/** What has to happen until the operation ends, and how far each part is. */
export function partsOf(operation: OperationRecord, state: ClusterState, view: Reached): readonly Part[] {
  const { observed } = view;
  switch (operation.kind) {
    case 'Cluster.create':
      return [
        etcdPart(state, observed),
        controlPlaneStartPart(state, observed, operation.generation),
        ...childParts(operation, state, view),
      ];
    case 'Cluster.update':
      return [...clusterChangeParts(operation, state, view), ...childParts(operation, state, view)];
    case 'Cluster.delete':
      return clusterRemovalParts(operation, observed);
    case 'Cluster.patch':
      return patchParts(operation, state, observed);
    case 'Node.replace':
      return [nodeReplacementPart(operation, observed)];
    case 'VersionUpgrade.run':
      return upgradeParts(operation, state, observed);
    default:
      return childParts(operation, state, view);
  }
}

function clusterChangeParts(operation: OperationRecord, state: ClusterState, view: Reached): readonly Part[] {
  if (operation.fields.includes('/version')) {
    return versionParts(state, view.observed, state.cluster.version, operation.steps);
  }
  return [controlPlaneChangePart(state, view, operation.generation)];
}

function upgradeParts(
  operation: OperationRecord,
  state: ClusterState,
  observed: ObservedCluster | undefined,
): readonly Part[] {
  const upgrade = state.upgrades.find(({ uid }) => uid === operation.target.uid);
  return upgrade === undefined ? [] : versionParts(state, observed, upgrade.targetVersion, operation.steps);
}

/** There is never more than one open operation of a patch, and it is about the patch that is wanted. */
function patchParts(
  operation: OperationRecord,
  state: ClusterState,
  observed: ObservedCluster | undefined,
): readonly Part[] {
  const version = state.status?.patch?.version;
  return version === undefined ? [] : versionParts(state, observed, version, operation.steps);
}

/** Groups and add-ons of the operation; its target counts with the generation that the operation waits for. */
function childParts(operation: OperationRecord, state: ClusterState, view: Reached): readonly Part[] {
  const { observed } = view;
  const parts: Part[] = [];
  const belongs = (uid: string) => operation.target.uid === uid || operation.children.includes(uid);
  for (const group of state.nodeGroups.filter(({ uid }) => belongs(uid))) {
    const generation = group.uid === operation.target.uid ? operation.generation : group.generation;
    const seen = observed?.nodeGroups.find(({ uid }) => uid === group.uid);
    const work = generation === 1 ? 'Starting' : 'Changing';
    parts.push(
      group.removal === undefined
        ? nodeGroupPart(work, group, seen, generation, operation.steps)
        : nodeGroupRemovalPart(operation, group, observed),
    );
  }
  for (const addon of state.addons.filter(({ uid }) => belongs(uid))) {
    const generation = addon.uid === operation.target.uid ? operation.generation : addon.generation;
    const seen = observed?.addons.find(({ uid }) => uid === addon.uid);
    parts.push(
      addon.removal === undefined
        ? addonPart(operation, addon, { state, observed: seen, generation, isAccepted: isAccepted(view) })
        : addonRemovalPart(operation, addon, observed),
    );
  }
  return [...parts, ...finishedRemovals(operation, parts)];
}

/** Removals whose object is gone already: only the operation remembers them. */
function finishedRemovals(operation: OperationRecord, parts: readonly Part[]): readonly Part[] {
  const isNamed = (step: Step) => parts.some((part) => part.step.name === step.name);
  return operation.steps
    .filter((step) => isRemoval(step) && !isNamed(step))
    .map((step) => ({ step: { ...step, status: 'succeeded', done: step.total } }));
}
