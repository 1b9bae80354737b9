// One run from its seed: start, let everything go wrong for a while, let it come to rest, judge.
import { unleash } from './chaos.ts';
import { Client } from './client.ts';
import { judge } from './verdict.ts';
import { type Mutation, TENANTS, World } from './world.ts';

/** What came of a run. */
export interface Outcome {
  readonly seed: string;
  readonly violations: readonly string[];
  readonly trace: readonly string[];
  /** Of everything that happened and everything that was stored. */
  readonly digest: string;
  readonly acknowledged: number;
  readonly unknown: number;
  readonly deaths: number;
  readonly faults: number;
  /** Steps of virtual time from the end of the faults until nothing was under way. */
  readonly steps: number;
}

/** Virtual time goes on in such steps, in milliseconds. */
export const STEP_MS = 10_000;
/** A control plane, groups of three nodes, two versions one after the other and a drain that sticks fit in. */
export const STEPS_MAX = 1080;

const ACTIONS = 7;
const CLIENTS_MOST = 5;

/** Runs a seed. */
export async function run(seed: string, mutation?: Mutation): Promise<Outcome> {
  const world = new World(seed, mutation);
  await world.start();
  const count = 3 + world.random.fork('clients').int(CLIENTS_MOST - 2);
  let isCalm = false;
  let working = count;
  const clients = Array.from({ length: count }, (_, index) =>
    // The second tenant repeats the numbers of the first, and with them its names and keys.
    new Client(world, TENANTS[index % 2]!, index >> 1).run(ACTIONS).finally(() => {
      working -= 1;
    }),
  );
  const chaos = unleash(world, () => isCalm);
  const failure = firstFailure([...clients, chaos]);
  while (working > 0 && failure.error === undefined) await world.clock.advance(STEP_MS);
  isCalm = true;
  world.faults.stop();
  const deaths = await settled(world, chaos);
  const steps = await rest(world);
  const judging = judge(world);
  const judged = firstFailure([judging]);
  await finish(world, judging);
  const error = failure.error ?? judged.error;
  if (error !== undefined) world.history.violate(`the run itself failed: ${error.stack}`);
  return outcomeOf(seed, world, deaths, steps);
}

/** Waits for a promise while virtual time passes. */
async function settled<Result>(world: World, promise: Promise<Result>): Promise<Result | undefined> {
  let result: { readonly value: Result } | undefined;
  let isOver = false;
  promise.then(
    (value) => {
      result = { value };
      isOver = true;
    },
    () => {
      isOver = true;
    },
  );
  for (let step = 0; !isOver && step < STEPS_MAX; step += 1) await world.clock.advance(STEP_MS);
  return result?.value;
}

async function finish(world: World, judging: Promise<void>): Promise<void> {
  await settled(world, judging);
  // A finished run is still held by its timers, and its replicas would go on for ever.
  for (const replica of world.replicas) replica.kill();
}

/** @returns steps until no operation is open, none has ended untold, and every replica has had time to look once more */
async function rest(world: World): Promise<number> {
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const open = await world.rawStore.count({ kind: 'openOperation' });
    const untold = await world.rawStore.count({ kind: 'endedOperation' });
    if (open + untold === 0) return step;
    await world.clock.advance(STEP_MS);
  }
  world.history.violate(`operations were still open after ${STEPS_MAX} steps of ${STEP_MS} ms`);
  return STEPS_MAX;
}

function firstFailure(promises: readonly Promise<unknown>[]): { error: Error | undefined } {
  const found: { error: Error | undefined } = { error: undefined };
  for (const promise of promises) {
    promise.catch((error: Error) => {
      found.error ??= error;
    });
  }
  return found;
}

function outcomeOf(seed: string, world: World, deaths: number | undefined, steps: number): Outcome {
  const { history, faults } = world;
  return {
    seed,
    violations: history.violations,
    trace: history.trace,
    digest: history.digest(),
    acknowledged: history.acknowledged,
    unknown: [...history.unknownWrites.values()].reduce((sum, each) => sum + each, 0),
    deaths: deaths ?? 0,
    faults: Object.values(faults.struck).reduce((sum, each) => sum + each, 0),
    steps,
  };
}
