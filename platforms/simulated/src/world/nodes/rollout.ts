// Which nodes are outdated, and which of them may be exchanged now: settings at once, versions in order.
import { type Pace, paceOf } from '@hikube/domain';
import { oldestApiServer } from '../control-plane/versions.ts';
import { type Group, nodeName, type World, type WorldNode } from '../world.ts';
import type { Situation } from './situation.ts';
import { currentTemplate } from './template.ts';

/** What a rollout does at one moment, the same for all groups. */
export interface RolloutNow {
  /** The version that nodes shall have now: never newer than any API server. */
  readonly version: string;
  /** The group whose nodes change version now: the first by name that has outdated ones; none while it is held. */
  readonly moving: Group | undefined;
}

/** Looks at the whole cluster. */
export function rolloutOf(world: World): RolloutNow {
  const version = oldestApiServer(world);
  if (world.desired.rollout.paused) return { version, moving: undefined };
  let moving: Group | undefined;
  for (const group of world.groups) {
    if (group.removing || (moving !== undefined && moving.name <= group.name)) continue;
    if (group.nodes.some((node) => node.version !== version)) moving = group;
  }
  return { version, moving };
}

/** The situation of a group but for the sites, ready to decide about its nodes. */
export function situationOf(
  world: World,
  group: Group,
  { version, moving }: RolloutNow,
): Omit<Situation, 'places'> {
  const { id } = currentTemplate(group);
  const replaced = namedNodes(world, group);
  const isSettled = (node: WorldNode) => node.template === id && !replaced.has(node.id);
  const versionMoves = group === moving;
  return {
    nodes: group.nodes,
    wanted: group.wanted,
    isCurrent: (node) => isSettled(node) && node.version === version,
    mayBegin: (node) => !isSettled(node) || versionMoves,
    ...limits(world, group, versionMoves),
  };
}

/** Those of the group, unless a version upgrade that moves it now brings its own. */
function limits({ desired }: World, group: Group, versionMoves: boolean) {
  const { maxSurge, maxUnavailable } = desired.rollout;
  const settings = desired.nodeGroups.find(({ uid }) => uid === group.uid);
  const own = paceOf({ rollout: settings?.rollout });
  if (!versionMoves) return limitsOf(own);
  return limitsOf({
    maxSurge: maxSurge ?? own.maxSurge,
    maxUnavailable: maxUnavailable ?? own.maxUnavailable,
  });
}

/** With neither surge nor a missing node nothing could ever move; then one node comes before one goes. */
function limitsOf({ maxSurge, maxUnavailable }: Pace) {
  const surge = maxSurge === 0 && maxUnavailable === 0 ? 1 : maxSurge;
  return { surge, unavailable: maxUnavailable };
}

const NONE: ReadonlySet<string> = new Set();

/** Ids of the nodes of this group that somebody asked to replace. */
function namedNodes(world: World, group: Group): ReadonlySet<string> {
  const names = world.desired.replaceNodes;
  if (names.length === 0) return NONE;
  return new Set(
    group.nodes.filter((node) => names.includes(nodeName(world, group, node))).map((node) => node.id),
  );
}
