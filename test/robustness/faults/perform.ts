// Plays one flow from beginning to end, with whatever a test lets go wrong in between.
import { SCALE } from '../../support/scale.ts';
import { type FinalState, finalState } from './final-state.ts';
import { createCluster, FLOWS, type Flow } from './flows.ts';
import { type PlatformKind, Stage } from './stage.ts';
import { User } from './user.ts';

/** What came of it. */
export interface Performance {
  readonly stage: Stage;
  readonly state: FinalState;
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

/** Lets things go wrong; called when everything stands and the flow is about to begin. */
export type Trouble = (stage: Stage) => void;

/** Plays it. @param wrap puts something between the store and everybody else */
export async function perform(
  flow: Flow,
  platform: PlatformKind,
  trouble: Trouble = () => {},
  wrap?: ConstructorParameters<typeof Stage>[1],
): Promise<Performance> {
  const stage = new Stage(platform, wrap);
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
    return { stage, state: await finalState(stage), calls, hints, mistakes: user.mistakes, tookMs };
  } finally {
    stage.end();
  }
}

/** Every flow on every platform that it can be played on. */
export function everyCase<Kind extends PlatformKind>(
  flows: readonly Flow[],
  platforms: readonly Kind[],
): readonly { readonly flow: Flow; readonly platform: Kind }[] {
  return flows.flatMap((flow) =>
    platforms
      .filter((platform) => flow.platform === undefined || flow.platform === platform)
      .map((platform) => ({ flow, platform })),
  );
}

/** From 1 to a number: all of them in the full run, and in a shorter one some that are spread over all, each time the same. */
export function sampled(count: number): readonly number[] {
  const stride = Math.max(1, Math.round(1 / SCALE));
  const all = Array.from({ length: count }, (_, index) => index + 1);
  return all.filter((number) => number % stride === Math.ceil(Math.min(stride, count) / 2) % stride);
}

/** The first certificate of all loads a library, which takes real time. */
export async function warmUp(): Promise<void> {
  await perform(FLOWS[0]!, 'fake');
}
