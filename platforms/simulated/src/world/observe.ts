// What an observer sees of a world.
import type {
  ObservedAddon,
  ObservedCluster,
  ObservedMember,
  ObservedNodeGroup,
  ObservedVolume,
  RetainedVolume,
} from '@hikube/service/platform';
import { identityOf } from '../identity.ts';
import { wishOf } from './addons/addons.ts';
import { summaryOf } from './addons/summary.ts';
import { nextChangeAt } from './advance.ts';
import { hasQuorum, isApiReady } from './control-plane/quorum.ts';
import type { Environment } from './environment.ts';
import { failureOf, messageOf } from './messages.ts';
import { needsOf } from './nodes/needs.ts';
import { rolloutOf, situationOf } from './nodes/rollout.ts';
import { templateOf } from './nodes/template.ts';
import { onWall } from './present.ts';
import { phaseOf } from './volumes.ts';
import { type Member, nodeName, type Volume, type World, type WorldAddon } from './world.ts';

/** The cluster as the platform reports it. */
export function observe(world: World, environment: Environment): ObservedCluster {
  const next = nextChangeAt(world, environment);
  const quorum = hasQuorum(world);
  const { failure } = world;
  return {
    uid: world.ref.uid,
    observedGeneration: world.reached,
    // Without a majority of etcd an API server fails its own readiness check.
    controlPlane: world.apiServers.map((server) => observeMember(server, quorum)),
    etcd: world.etcd.map((member) => observeMember(member, true)),
    apiReady: isApiReady(world),
    nodeGroups: observeGroups(world, environment),
    addons: world.addons.map((addon) => observeAddon(world, addon)),
    volumes: world.volumes.map((volume) => observeVolume(world, volume)),
    deleting: world.deleting,
    ...(failure === undefined ? {} : { failure: { reason: failure.reason, message: failure.message } }),
    ...(next === undefined ? {} : { nextChangeAt: onWall(world, next) }),
  };
}

function observeMember({ name, site, phase, version }: Member, canBeReady: boolean): ObservedMember {
  return { name, site, ready: canBeReady && phase === 'Ready', version };
}

function observeGroups(world: World, environment: Environment): readonly ObservedNodeGroup[] {
  const rollout = rolloutOf(world);
  const needs = needsOf(world);
  return world.groups.map((group) => {
    const { isCurrent } = situationOf(world, group, rollout);
    const failure = failureOf(world, environment, group);
    return {
      name: group.name,
      uid: group.uid,
      observedGeneration: group.reached,
      wanted: group.wanted,
      atMax: !group.removing && (needs.get(group.uid)?.beyondMax ?? false),
      nodes: group.nodes.map((node) => {
        const name = nodeName(world, group, node);
        const { instanceType, cpu, memory, gpus, roles } = templateOf(group, node);
        return {
          name,
          uid: identityOf(world.ref.uid, { kind: 'Node', name }),
          site: node.site,
          phase: node.phase,
          version: node.version,
          instanceType,
          cpu,
          memory,
          gpus,
          roles,
          labels: group.labels ?? {},
          taints: group.taints ?? [],
          createdAt: node.createdAt,
          current: isCurrent(node) && node.version === world.wanted,
          message: messageOf(world, group, node),
        };
      }),
      ...(failure === undefined ? {} : { failure }),
    };
  });
}

function observeAddon(world: World, addon: WorldAddon): ObservedAddon {
  const { id, uid, phase, version, waitingFor } = addon;
  return {
    id,
    uid,
    observedGeneration: Math.max(0, addon.reached),
    phase,
    version,
    ...(phase === 'WaitingFor' && waitingFor !== undefined ? { waitingFor } : {}),
    message: addon.failure ?? (phase === 'Ready' ? summaryOf(wishOf(world, addon)) : ''),
  };
}

function observeVolume(world: World, volume: Volume): ObservedVolume {
  const { name, storageClass, size, createdAt, since } = volume;
  const replicas = volume.replicas.map(({ site, state }) => ({ site, state }));
  return {
    name,
    uid: identityOf(world.ref.uid, { kind: 'PersistentVolume', name }),
    storageClass,
    size,
    phase: phaseOf(volume),
    createdAt: onWall(world, createdAt),
    since: onWall(world, since?.at ?? createdAt),
    replicas,
  };
}

/** A volume that leaves a world as the platform goes on to have it. */
export function retainedVolume(world: World, volume: Volume): RetainedVolume {
  const { name, uid, storageClass, size, createdAt } = observeVolume(world, volume);
  const releasedAt = onWall(world, world.at);
  return { name, uid, storageClass, size, createdAt, cluster: world.ref, releasedAt };
}
