// Plays one flow from beginning to end, with whatever a test lets go wrong in between.
import { SCALE } from '../../support/scale.ts';
import { type FinalState, finalState } from './final-state.ts';
import { createCluster, FLOWS, type Flow } from './flows.ts';
import { Stage } from './stage.ts';
import { User } from './user.ts';

/** What came of it. */
export interface Performance {
  readonly stage: Stage;
  readonly state: FinalState;
  /** Machines that the platform has made. */
  readonly machines: number;
  /** Calls at the seams from the beginning of the flow to its end. */
  readonly calls: number;
  readonly hints: number;
  /** Answers in which the service took the blame. */
  readonly mistakes: number;
  /** Milliseconds of virtual time that it took. */
  readonly tookMs: number;
}

/** Longer than a lease and the first waits after failures: what a flow leaves behind has come to rest. */
const REST_MS = 30_000;
/** Longer than housekeeping waits, and than a mark is left alone. */
const SWEPT_MS = 1_800_000;

/** Lets things go wrong; called when everything stands and the flow is about to begin. */
export type Trouble = (stage: Stage) => void;

/** Plays it. @param wrap puts something between the store and everybody else */
export async function perform(
  flow: Flow,
  trouble: Trouble = () => {},
  wrap?: ConstructorParameters<typeof Stage>[0],
): Promise<Performance> {
  const stage = new Stage(wrap);
  const user = new User(stage);
  try {
    // The first token is there.
    await stage.clock.advance(0);
    if (flow.startsEmpty !== true) await stage.drive(createCluster(user));
    await stage.drive(flow.before?.(user) ?? Promise.resolve());
    stage.seams.reset();
    const began = stage.clock.now();
    trouble(stage);
    await stage.drive(flow.act(user));
    const tookMs = stage.clock.now() - began;
    const { calls, hints } = stage.seams;
    await stage.clock.advance(REST_MS);
    await sweep(stage);
    const machines = [...stage.machines.values()].reduce((sum, { size }) => sum + size, 0);
    const state = await finalState(stage);
    return { stage, state, machines, calls, hints, mistakes: user.mistakes, tookMs };
  } finally {
    stage.end();
  }
}

/** What a process that died was issuing or revoking is swept by another one, within minutes. */
async function sweep({ clock, rawStore, seams }: Stage): Promise<void> {
  // It is neither part of the flow nor counted with it.
  seams.strike = (_call, carryOut) => carryOut();
  const marks = () => rawStore.count({ kind: 'openKubeconfig' });
  for (let waited = 0; waited < SWEPT_MS && (await marks()) > 0; waited += REST_MS)
    await clock.advance(REST_MS);
}

/** From 1 to a number: all of them in the full run, and in a shorter one some that are spread over all, each time the same. */
export function sampled(count: number): readonly number[] {
  const stride = Math.max(1, Math.round(1 / SCALE));
  const all = Array.from({ length: count }, (_, index) => index + 1);
  return all.filter((number) => number % stride === Math.ceil(Math.min(stride, count) / 2) % stride);
}

/** The first certificate of all loads a library, which takes real time. */
export async function warmUp(): Promise<void> {
  await perform(FLOWS[0]!);
}
