// What time it is in a world. Its time is that of the service clock, until that is set back, or another replica looks
// whose clock is behind: then the world's time goes on from where it was, and stays ahead by as much. So nothing in it
// waits longer for a clock that jumps than its own duration, and nothing ever happens before what has happened.
import type { Environment } from './environment.ts';
import type { PlantedFault } from './planted.ts';
import type { World } from './world.ts';

/** A world and its surroundings, now. */
export interface Present<W extends World | undefined> {
  readonly world: W;
  readonly environment: Environment;
  /** In the time of the world. */
  readonly now: number;
}

/**
 * Brings a world and what it shares with others to its own time.
 * @param wall what the service clock says
 * @returns the same world and the same environment while nothing jumped
 */
export function presentOf<W extends World | undefined>(
  world: W,
  environment: Environment,
  wall: number,
): Present<W> {
  if (world === undefined) return { world, environment: heardBy(environment, 0, wall), now: wall };
  const { ahead = 0, at } = world;
  const isBehind = wall + ahead < at;
  const lead = isBehind ? at - wall : ahead;
  const now = wall + lead;
  return {
    world: isBehind ? { ...world, ahead: lead } : world,
    environment: heardBy(environment, lead, now),
    now,
  };
}

/** A moment of a world on the service clock. */
export function onWall({ ahead = 0 }: World, at: number): number {
  return at - ahead;
}

/** What others changed has happened by now, whatever their clocks said. */
function heardBy(environment: Environment, lead: number, now: number): Environment {
  const { siteChanges, stockChangedAt, faults } = environment;
  const heard = (at: number) => Math.min(at + lead, now);
  const isSame = (at: number) => heard(at) === at;
  const isSameFault = ({ from, until }: PlantedFault) =>
    isSame(from) && (until === undefined || isSame(until));
  if (
    isSame(stockChangedAt) &&
    siteChanges.every(({ at }) => isSame(at)) &&
    (faults === undefined || faults.every(isSameFault))
  )
    return environment;
  return {
    ...environment,
    siteChanges: siteChanges.map((change) => ({ ...change, at: heard(change.at) })),
    stockChangedAt: heard(stockChangedAt),
    ...(faults === undefined ? {} : { faults: faults.map((fault) => heardFault(fault, heard)) }),
  };
}

function heardFault(fault: PlantedFault, heard: (at: number) => number): PlantedFault {
  const { from, until } = fault;
  return { ...fault, from: heard(from), ...(until === undefined ? {} : { until: heard(until) }) };
}
