// Kills, restarts and suspends replicas at random, until it is told to stop.
import { FAILPOINTS } from '@hikube/service';
import { sleep } from './faults.ts';
import type { Replica } from './replica.ts';
import type { World } from './world.ts';

const EVERY_MS = 60_000;
const LONGEST_DOWN_MS = 20_000;
const LONGEST_PAUSE_MS = 45_000;

/** See the top of the file. @returns how many replicas died */
export async function unleash(world: World, isOver: () => boolean): Promise<number> {
  const random = world.random.fork('chaos');
  let deaths = 0;
  while (!isOver()) {
    await sleep(world.clock, random.int(EVERY_MS));
    if (isOver()) break;
    const replica = world.replicas[random.int(world.replicas.length)]!;
    const drawn = random.int(5);
    if (drawn === 0) await pause(world, replica, random.int(LONGEST_PAUSE_MS));
    else if (drawn === 1) {
      world.tell(`replica ${replica.number} dies`);
      replica.kill();
    } else {
      const failpoint = FAILPOINTS[random.int(FAILPOINTS.length)]!;
      replica.doom(failpoint, 1 + random.int(4), drawn === 2 ? random.int(LONGEST_PAUSE_MS) : undefined);
    }
    await sleep(world.clock, random.int(LONGEST_DOWN_MS));
    deaths += revive(world);
  }
  for (const replica of world.replicas) replica.spare();
  return deaths + revive(world);
}

async function pause(world: World, replica: Replica, ms: number): Promise<void> {
  world.tell(`replica ${replica.number} sleeps for ${ms} ms`);
  replica.suspend();
  await sleep(world.clock, ms);
  replica.wake();
}

function revive(world: World): number {
  const dead = world.replicas.filter((replica) => !replica.isAlive);
  for (const replica of dead) {
    world.tell(`replica ${replica.number} starts again`);
    replica.start();
  }
  return dead.length;
}
