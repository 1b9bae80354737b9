// The beginning of a cluster, and every later wish for it.
import { equalJson } from '@hikube/domain';
import type { DesiredCluster } from '@hikube/service/platform';
import { followAddons } from './addons/addons.ts';
import { change } from './advance.ts';
import { type RefusedMove, refusedMove, wantedPatch } from './control-plane/versions.ts';
import { type Environment, lastSiteChange, sitesDown } from './environment.ts';
import { followGroups } from './nodes/groups.ts';
import { withReleases } from './releases.ts';
import type { Rules } from './rules.ts';
import { spreadVolumes } from './volumes.ts';
import { WORLD_SHAPE, type World } from './world.ts';

/** What became of a wish: the world that follows it, or why it is refused. */
export type Answer = { readonly world: World } | { readonly refused: RefusedMove };

/** A world in which the control plane begins to start. */
export function createWorld(
  wish: DesiredCluster,
  now: number,
  rules: Rules,
  environment: Environment,
): Answer {
  const target = wantedPatch(wish, withReleases(rules, environment));
  if (target === undefined) return { refused: notAvailable(wish) };
  const { tenant, name, uid } = wish;
  const empty: World = {
    shape: WORLD_SHAPE,
    ref: { tenant, name, uid },
    createdAt: now,
    at: now,
    draws: 0,
    desired: wish,
    wanted: target,
    target,
    deleting: false,
    sites: { seen: lastSiteChange(environment), down: [...sitesDown(environment)] },
    demand: {},
    etcd: [],
    apiServers: [],
    groups: [],
    addons: [],
    volumes: [],
    struck: {},
    reached: 0,
  };
  const world = change(empty, now, rules, environment, (moment) => {
    followGroups(moment, wish);
    followAddons(moment, wish);
  });
  return { world };
}

/**
 * Makes a world want something.
 * @returns the same world when it wants that already, wants something newer, or is being removed. A version that
 * has to wait for what is under way is wanted all the same.
 */
export function followWish(
  world: World,
  wish: DesiredCluster,
  now: number,
  rules: Rules,
  environment: Environment,
): Answer {
  if (world.deleting || isStale(world.desired, wish) || equalJson(world.desired, wish)) return { world };
  const wanted = wantedPatch(wish, withReleases(rules, environment), world);
  if (wanted === undefined) return { refused: notAvailable(wish) };
  const refused = wanted === world.wanted ? undefined : refusedMove(world, wanted);
  if (refused !== undefined && !refused.later) return { refused };
  const followed = change(world, now, rules, environment, (moment) => {
    moment.world.desired = wish;
    moment.world.wanted = wanted;
    spreadVolumes(moment);
    followGroups(moment, wish);
    followAddons(moment, wish);
  });
  return { world: followed };
}

function notAvailable({ version, patch = version }: DesiredCluster): RefusedMove {
  const message = `Kubernetes ${patch} is not offered by this platform.`;
  return { reason: 'VersionNotAvailable', message, later: false };
}

/** A wish that was overtaken on the way: it knows an older generation of something that still exists. */
function isStale(known: DesiredCluster, wish: DesiredCluster): boolean {
  return (
    wish.generation < known.generation ||
    hasOlder(known.nodeGroups, wish.nodeGroups) ||
    hasOlder(known.addons, wish.addons)
  );
}

interface Versioned {
  readonly uid: string;
  readonly generation: number;
}

function hasOlder(known: readonly Versioned[], wished: readonly Versioned[]): boolean {
  return wished.some(({ uid, generation }) =>
    known.some((each) => each.uid === uid && each.generation > generation),
  );
}
