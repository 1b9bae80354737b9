// What the platform shall make true, from what users asked for.
import { type KnownCatalogue, nestValues } from '@hikube/domain';
import type { ClusterState } from '../model/aggregate.ts';
import type { AddonRecord, NodeGroupRecord } from '../model/records.ts';
import type { DesiredAddon, DesiredCluster, DesiredNodeGroup, Rollout } from '../platforms/platform.ts';
import { isActive } from './operations/kinds.ts';
import { patchWish } from './patches/wish.ts';
import { startedUpgrade } from './upgrades/phases.ts';

// One node more than wanted and none less: the slowest way, and the one that takes no capacity away.
const DEFAULT_ROLLOUT: Rollout = { paused: false, maxSurge: 1, maxUnavailable: 0 };

// What the contract says an upgrade has when its request names neither.
const UPGRADE_DEFAULTS = { maxSurge: 1, maxUnavailable: 1 };

/**
 * The whole wish for one cluster. What is being deleted is left out of it.
 * @param catalogue tells under which name the values of an add-on nest
 * @param now milliseconds since the epoch: a maintenance window may open or close
 */
export function desiredCluster(state: ClusterState, catalogue: KnownCatalogue, now: number): DesiredCluster {
  const { cluster } = state;
  const { patch, held } = patchWish(state, now);
  return {
    ...state.ref,
    generation: cluster.generation,
    version: cluster.version,
    ...(patch === undefined ? {} : { patch }),
    topology: cluster.topology,
    controlPlane: { replicas: cluster.controlPlane.replicas, etcdMembers: cluster.controlPlane.etcdMembers },
    storageClass: cluster.storageClass,
    host: cluster.host,
    exposure: cluster.network.exposure,
    nodeGroups: state.nodeGroups.filter(isKept).map(desiredNodeGroup),
    addons: state.addons.filter(isKept).map((addon) => desiredAddon(addon, catalogue)),
    rollout: rolloutOf(state, held),
    replaceNodes: state.operations
      .filter((operation) => operation.kind === 'node.replace' && isActive(operation))
      .map((operation) => operation.target.name)
      .sort(),
  };
}

function isKept(record: NodeGroupRecord | AddonRecord): boolean {
  return record.deletion === null;
}

function desiredNodeGroup(group: NodeGroupRecord): DesiredNodeGroup {
  return {
    name: group.name,
    uid: group.uid,
    generation: group.generation,
    minReplicas: group.minReplicas,
    maxReplicas: group.maxReplicas,
    instanceType: group.instanceType,
    ...(group.resources === undefined ? {} : { resources: group.resources }),
    diskSize: group.diskSize,
    roles: group.roles,
    gpus: group.gpus.map((gpu) => gpu.name),
  };
}

function desiredAddon(addon: AddonRecord, catalogue: KnownCatalogue): DesiredAddon {
  return {
    id: addon.name,
    uid: addon.uid,
    generation: addon.generation,
    ...(addon.version === undefined ? {} : { version: addon.version }),
    ...(addon.valuesOverride === undefined
      ? {}
      : { values: nestValues(addon.name, addon.valuesOverride, catalogue).values }),
    ...(addon.options === undefined ? {} : { options: addon.options }),
  };
}

function rolloutOf(state: ClusterState, held: boolean): Rollout {
  const upgrade = startedUpgrade(state.upgrades);
  if (upgrade === undefined) return held ? { ...DEFAULT_ROLLOUT, paused: true } : DEFAULT_ROLLOUT;
  return {
    paused: upgrade.paused,
    maxSurge: upgrade.maxSurge ?? UPGRADE_DEFAULTS.maxSurge,
    maxUnavailable: upgrade.maxUnavailable ?? UPGRADE_DEFAULTS.maxUnavailable,
  };
}
