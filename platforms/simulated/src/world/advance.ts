// The clockwork: what is due happens in order of time, and after each moment the parts decide what to begin.
//
// A world changes only at its events. Between two of them nothing changes, so that one long step and many short
// ones lead to the same world, and a world that nobody looks at catches up.
import { endAddonPhases, steerAddons } from './addons/addons.ts';
import { endApiServerPhases, steerApiServers } from './control-plane/api-servers.ts';
import { endEtcdPhases, steerEtcd } from './control-plane/etcd.ts';
import { followVersion } from './control-plane/versions.ts';
import type { Environment } from './environment.ts';
import { noteGenerations } from './generations.ts';
import type { Moment } from './moment.ts';
import { planScans, scan } from './nodes/autoscaler.ts';
import { steerGroups } from './nodes/groups.ts';
import { endNodePhases, resumeNodes } from './nodes/node-phases.ts';
import { giveUpLate } from './nodes/repair.ts';
import { isPlacementPossible } from './nodes/stock.ts';
import { liveThrough, unseenSiteChange } from './outage.ts';
import type { Rules } from './rules.ts';
import { steerTeardown } from './teardown.ts';
import { noteTimes } from './times.ts';
import { endReplicaStates } from './volumes.ts';
import { draftOf, type Timed, type World } from './world.ts';

// The longest chain of decisions in one moment is far shorter; more means that two parts undo each other.
const ROUNDS_MAX = 1000;

/**
 * When something happens next in this world by itself; undefined when it is settled.
 * @returns milliseconds since the epoch; may lie in the past when nobody has looked for a while
 */
export function nextChangeAt(world: World, environment: Environment): number | undefined {
  let next = Number.POSITIVE_INFINITY;
  const consider = ({ due }: Timed): void => {
    if (due !== undefined && due < next) next = due;
  };
  world.etcd.forEach(consider);
  world.apiServers.forEach(consider);
  world.addons.forEach(consider);
  for (const group of world.groups) {
    for (const node of group.nodes) {
      consider(node);
      // Once its time is over, it is given up as soon as that may be, and nothing wakes anybody for it.
      const until = node.starting?.until;
      if (until !== undefined && until > world.at) consider({ due: until });
    }
    consider({ due: group.scanAt ?? Number.POSITIVE_INFINITY });
  }
  for (const volume of world.volumes) volume.replicas.forEach(consider);
  // What is learnt late happens late: the world never goes back behind what it has lived through.
  const siteChange = unseenSiteChange(world, environment);
  if (siteChange !== undefined) next = Math.min(next, Math.max(world.at, siteChange.at));
  if (isPlacementPossible(world, environment)) {
    next = Math.min(next, Math.max(world.at, environment.stockChangedAt));
  }
  return next === Number.POSITIVE_INFINITY ? undefined : next;
}

/**
 * Lets everything happen that is due by a time.
 * @returns the same world when nothing was due; else a new one, and the given one is unchanged
 */
export function advance(world: World, now: number, rules: Rules, environment: Environment): World {
  const next = nextChangeAt(world, environment);
  if (next === undefined || next > now) return world;
  const draft = draftOf(world);
  let at: number | undefined = next;
  while (at !== undefined && at <= now) {
    const moment: Moment = { world: draft, rules, environment, at };
    draft.at = at;
    happen(moment);
    decide(moment);
    at = nextChangeAt(draft, environment);
  }
  return draft;
}

/**
 * Changes a world from outside, after everything that was due before.
 * @param alter changes the draft; the parts react to it in the same moment
 */
export function change(
  world: World,
  now: number,
  rules: Rules,
  environment: Environment,
  alter: (moment: Moment) => void,
): World {
  const draft = draftOf(advance(world, now, rules, environment));
  draft.at = Math.max(draft.at, now);
  const moment: Moment = { world: draft, rules, environment, at: draft.at };
  alter(moment);
  decide(moment);
  return draft;
}

/** Everything that is due at this moment, in a fixed order. */
function happen(moment: Moment): void {
  const siteChange = unseenSiteChange(moment.world, moment.environment);
  if (siteChange !== undefined && siteChange.at <= moment.at) liveThrough(moment, siteChange);
  endEtcdPhases(moment);
  endApiServerPhases(moment);
  endNodePhases(moment);
  endAddonPhases(moment);
  endReplicaStates(moment);
  scan(moment);
}

/** The parts decide, in the order of provisioning, until none begins anything more. */
function decide(moment: Moment): void {
  const parts = moment.world.deleting ? [steerTeardown] : PARTS;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    let changed = false;
    for (const part of parts) changed = part(moment) || changed;
    if (!changed) {
      noteTimes(moment);
      return;
    }
  }
  throw new Error(`The simulation of the cluster ${moment.world.ref.uid} does not come to rest.`);
}

const PARTS: readonly ((moment: Moment) => boolean)[] = [
  followVersion,
  steerEtcd,
  steerApiServers,
  resumeNodes,
  giveUpLate,
  planScans,
  steerGroups,
  steerAddons,
  ({ world }) => noteGenerations(world),
];
