// What time it is in the simulated world, and moving it on where the clock is one that can be moved.
import type { RouteRequest } from '@hikube/service/platform';
import { membersOf } from './members.ts';
import { invalidField, unsupported } from './refuse.ts';

/** The clock by which clusters live. */
export interface WorldClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** How many times as fast as that clock clusters live. */
  readonly speed: number;
  /** Lets time pass until a moment, with everything that happens in it; absent where it passes by itself alone. */
  readonly advanceTo?: ((atMs: number) => Promise<void>) | undefined;
}

/** The time, and whether it can be moved. */
export interface ClockState {
  readonly now: string;
  readonly speed: number;
  /** False where the clock is that of the machine. */
  readonly canAdvance: boolean;
}

/** What passes at once: everything that happens in it is worked on before the answer. */
const AHEAD_MAX_DAYS = 7;
const DAY_MS = 86_400_000;

/** The time of now. */
export async function readClock({ clock }: { readonly clock: WorldClock }): Promise<ClockState> {
  const { speed, advanceTo } = clock;
  return { now: new Date(clock.now()).toISOString(), speed, canAdvance: advanceTo !== undefined };
}

/** Lets time pass until a moment. One that has passed already changes nothing: time never goes back. */
export async function advanceClock(
  context: { readonly clock: WorldClock },
  { body }: Pick<RouteRequest, 'body'>,
): Promise<ClockState> {
  const { clock } = context;
  const at = Date.parse(membersOf<{ now: string }>(body, { now: { type: 'moment' } }).now);
  if (clock.advanceTo === undefined) {
    throw unsupported(
      'Clusters live by the clock of the machine here, which nobody moves on: start the service with HIKUBE_SIMULATION_SPEED, or use the emulator.',
    );
  }
  const latest = clock.now() + AHEAD_MAX_DAYS * DAY_MS;
  if (at > latest) {
    const most = new Date(latest).toISOString();
    throw invalidField('now', `now must be at most ${AHEAD_MAX_DAYS} days ahead: send ${most} or earlier.`);
  }
  await clock.advanceTo(at);
  return readClock(context);
}
