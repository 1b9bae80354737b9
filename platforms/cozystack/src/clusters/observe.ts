// One look at one cluster: what its application, its monitors and the cluster itself say, put together.
import {
  type DesiredCluster,
  type LiveCatalogue,
  type ObservedAddon,
  type ObservedCluster,
  type ObservedMember,
  type ObservedNode,
  type ObservedNodeGroup,
  UNKNOWN_SITE,
} from '@hikube/service/platform';
import type { Carried } from '../applications/carried.ts';
import type { Leaving } from '../applications/leaving.ts';
import type { Readiness } from '../applications/readiness.ts';
import type { Reached } from '../applications/record.ts';
import { observedAddons } from './addons.ts';
import type { Door } from './door.ts';
import type { Inside } from './inside.ts';
import type { Monitor } from './monitors.ts';
import { groupOf, observedNode } from './nodes.ts';
import { observedVolumes } from './volumes.ts';

/** Everything that was seen. */
export interface Seen {
  readonly wish: DesiredCluster;
  /** The one that the caller knows the cluster by. */
  readonly uid: string;
  readonly reached: Reached;
  readonly carried: Carried;
  /** What nobody wants any more and may still be there. */
  readonly leaving: Leaving;
  readonly readiness: Readiness;
  readonly door: Door | undefined;
  readonly inside: Inside | undefined;
  readonly monitors: ReadonlyMap<string, Monitor>;
  readonly catalogue: LiveCatalogue;
  readonly deleting: boolean;
  /** When it was looked at; milliseconds since the epoch. */
  readonly now: number;
}

// What happens inside of a cluster, nobody tells: it is looked at again.
const LOOK_AGAIN_MS = 5_000;

export function observedCluster(seen: Seen): ObservedCluster {
  const { wish, uid, reached, leaving, readiness, door, inside, deleting, now } = seen;
  const patch = patchOf(seen);
  const nodeGroups = groupsOf(seen, patch);
  const addons = observedAddons(inside, {
    wish,
    applied: readiness.applied,
    reached: reached.parts,
    leaving: leaving.addons,
  });
  const current = readiness.applied && inside?.version === patch;
  const isWhole = current && nodeGroups.every(({ nodes }) => nodes.every(({ version }) => version === patch));
  const observedGeneration = isWhole ? wish.generation : reached.cluster;
  const settled =
    !deleting &&
    observedGeneration === wish.generation &&
    nodeGroups.every((group) => isSettled(group, wish)) &&
    addons.every((addon) => isAtRest(addon, wish));
  return {
    uid,
    observedGeneration,
    controlPlane: members(seen),
    // Kept by the platform for the whole tenant, and shown to nobody.
    etcd: [],
    apiReady: inside !== undefined,
    ...(door !== undefined && { certificateAuthority: door.certificateAuthority }),
    nodeGroups,
    addons,
    // Of a cluster that does not answer nobody knows them.
    ...(inside !== undefined && { volumes: observedVolumes(inside.volumes) }),
    deleting,
    ...(readiness.failure !== undefined && { failure: readiness.failure }),
    ...(!settled && { nextChangeAt: now + LOOK_AGAIN_MS }),
  };
}

function isSettled(
  { uid, observedGeneration, nodes }: ObservedNodeGroup,
  { nodeGroups }: DesiredCluster,
): boolean {
  const wanted = nodeGroups.find((group) => group.uid === uid);
  return (
    wanted?.generation === observedGeneration &&
    nodes.every(({ phase, current }) => phase === 'Ready' && current)
  );
}

/** Only another wish brings what it waits for; but a node comes when the autoscaler wants it. */
function isAtRest({ phase, waitingFor }: ObservedAddon, { nodeGroups }: DesiredCluster): boolean {
  if (phase !== 'WaitingFor') return phase === 'Ready';
  return waitingFor?.kind !== 'Node' || nodeGroups.every(({ maxReplicas }) => maxReplicas === 0);
}

/** What the platform runs for the minor that is wanted. */
function patchOf({ wish, catalogue, inside }: Seen): string {
  const offered = catalogue.kubernetesVersions.find(({ minor }) => minor === wish.version)?.patch;
  // The patch is the platform's: one that the catalogue does not know is right if the minor is.
  const runs = inside?.version;
  return runs?.startsWith(`${wish.version}.`) ? runs : (offered ?? wish.version);
}

/** API servers are pods of the platform: a tenant is told only how many of them run. */
function members({ wish, monitors, inside }: Seen): ObservedMember[] {
  const monitor = monitors.get(`kubernetes-${wish.name}`);
  const { availableReplicas = 0, observedReplicas = availableReplicas } = monitor?.status ?? {};
  if (inside === undefined && observedReplicas === 0) return [];
  const total = Math.max(observedReplicas, inside === undefined ? 0 : 1);
  const ready = inside === undefined ? 0 : Math.max(availableReplicas, 1);
  return Array.from({ length: total }, (_, index) => ({
    name: `kubernetes-${wish.name}-${index + 1}`,
    site: UNKNOWN_SITE,
    ready: index < ready,
    version: inside?.version ?? wish.version,
  }));
}

function groupsOf(seen: Seen, patch: string): ObservedNodeGroup[] {
  const { wish, inside, leaving, carried, catalogue } = seen;
  const wanted = wish.nodeGroups.map(({ name }) => name);
  const known = [...new Set([...wanted, ...monitored(seen), ...Object.keys(leaving.nodeGroups)])];
  const byGroup = new Map<string, ObservedNode[]>(known.map((name) => [name, []]));
  for (const node of inside?.nodes ?? []) {
    const name = groupOf(node.metadata.name, wish.name, known);
    if (name === undefined) continue;
    const group = wish.nodeGroups.find((each) => each.name === name);
    byGroup.get(name)!.push(observedNode(node, { group, version: patch, catalogue, carried }));
  }
  return known.flatMap((name) => {
    const group = observedGroup(seen, name, byGroup.get(name)!);
    return group === undefined ? [] : [group];
  });
}

/** Groups that the platform has, also when nobody wants them any more. */
function monitored({ wish, monitors }: Seen): string[] {
  const prefix = `kubernetes-${wish.name}-`;
  return [...monitors.keys()]
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
}

function observedGroup(
  { wish, reached, leaving, readiness, monitors, inside }: Seen,
  name: string,
  nodes: readonly ObservedNode[],
): ObservedNodeGroup | undefined {
  const group = wish.nodeGroups.find((each) => each.name === name);
  const { observedReplicas = 0 } = monitors.get(`kubernetes-${wish.name}-${name}`)?.status ?? {};
  if (group === undefined) {
    const left = leaving.nodeGroups[name];
    const isGone = nodes.length + observedReplicas === 0 && (left === undefined || readiness.applied);
    return isGone
      ? undefined
      : { name, uid: left ?? '', observedGeneration: 0, wanted: 0, atMax: false, nodes };
  }
  const { minReplicas, maxReplicas, generation, uid } = group;
  const inPlace =
    readiness.applied &&
    inside !== undefined &&
    nodes.every(({ current }) => current) &&
    nodes.length >= minReplicas &&
    nodes.length <= maxReplicas;
  const wanted = Math.min(Math.max(minReplicas, nodes.length, observedReplicas), maxReplicas);
  return {
    name,
    uid,
    observedGeneration: inPlace ? generation : (reached.parts[uid] ?? 0),
    wanted,
    // A tenant is not told what the autoscaler would like.
    atMax: false,
    nodes,
  };
}

/** Generations that a look found in place, for the record. */
export function reachedOf(observed: ObservedCluster): Reached {
  const parts = [...observed.nodeGroups, ...observed.addons].filter(({ uid }) => uid !== '');
  return {
    cluster: observed.observedGeneration,
    parts: Object.fromEntries(parts.map(({ uid, observedGeneration }) => [uid, observedGeneration])),
  };
}
