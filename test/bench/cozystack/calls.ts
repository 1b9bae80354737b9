// What managing clusters asks of a Cozystack, counted in calls.
import type { Operation } from '@hikube/openapi/types';
import { type Calls, openWorld, type World } from '../../cozystack/world.ts';

/** Where it is counted. */
export type Place = Parameters<typeof openWorld>[0];

const HOUR_MS = 3_600_000;
const SETTLED_MS = 600_000;
const STEP_MS = 5_000;
const NEW = {
  name: 'made',
  nodeGroups: { web: { minReplicas: 1, maxReplicas: 2, instanceType: 's1.large' } },
};

/** An hour of some clusters that somebody made with kubectl, in which nobody asks for anything. */
export function idleHour(place: Place, clusters: number): Promise<Calls> {
  return within(place, clusters, async (world) => {
    await world.ask('GET', '/clusters');
    return idle(world);
  });
}

/** An hour of one that was ordered here, in which nobody asks for anything. */
export function idleHourOfOwn(place: Place): Promise<Calls> {
  return within(place, 0, async (world) => {
    await world.ask('GET', '/clusters');
    await made(world);
    return idle(world);
  });
}

async function idle(world: World): Promise<Calls> {
  // Whoever has just begun to manage clusters looks more often.
  await passed(world, SETTLED_MS);
  world.taken();
  await passed(world, HOUR_MS);
  return world.taken();
}

/** A cluster with a group, from the request until it runs, by somebody who asks about it every five seconds. */
export function create(place: Place): Promise<Calls> {
  return within(place, 0, async (world) => {
    await world.ask('GET', '/clusters');
    world.taken();
    await made(world);
    return world.taken();
  });
}

async function made(world: World): Promise<void> {
  const { id } = await world.ask<Operation>('POST', '/clusters', NEW);
  for (let waited = 0; waited < HOUR_MS; waited += STEP_MS) {
    const { status } = await world.ask<Operation>('GET', `/operations/${id}`);
    if (status === 'succeeded') return;
    await world.pass(STEP_MS);
  }
  throw new Error('The cluster never ran.');
}

/** Every cluster by its name, as a plan of Terraform reads them: first by who has just begun, and again a minute later. */
export function refreshes(place: Place, clusters: number): Promise<{ first: Calls; later: Calls }> {
  return within(place, clusters, async (world) => {
    const first = await refreshed(world, clusters);
    await passed(world, 60_000);
    world.taken();
    return { first, later: await refreshed(world, clusters) };
  });
}

async function refreshed(world: World, clusters: number): Promise<Calls> {
  for (const name of namesOf(clusters)) await world.ask('GET', `/clusters/${name}`);
  return world.taken();
}

/** In steps: what becomes due is done before more becomes due, so that the count is the same each time. */
async function passed(world: World, ms: number): Promise<void> {
  for (let waited = 0; waited < ms; waited += STEP_MS) await world.pass(STEP_MS);
}

async function within<Result>(
  place: Place,
  clusters: number,
  work: (world: World) => Promise<Result>,
): Promise<Result> {
  const world = await openWorld(place, namesOf(clusters));
  try {
    return await work(world);
  } finally {
    await world.close();
  }
}

function namesOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `c-${index}`);
}
