// What makes time pass.
import { afterRealMs, realMs, turn } from './clock.ts';
import type { Life } from './life.ts';

/**
 * `auto`: while somebody waits, time jumps to whatever happens next, and otherwise it stands still. `manual`: nothing but
 * `clock.advance` moves it. `speed`: it runs by itself, that many times as fast as the machine's.
 */
export type Time = 'auto' | 'manual' | { readonly speed: number };

// Often enough that nobody sees it move in steps.
const TICK_MS = 20;

/** Moves the time of an emulator. */
export interface Pace {
  /** Somebody may have begun to wait. */
  nudge(): void;
  end(): void;
}

/** What a pace looks at. */
export interface Seen {
  /** Somebody waits: time may move. */
  isAwaited(): Promise<boolean>;
  /** A request is being worked on: time must not move. */
  isBusy(): boolean;
  /** The present life; undefined between two. */
  life(): Life | undefined;
}

/** @throws RangeError when the speed is not a finite number greater than zero */
export function createPace(time: Time, seen: Seen): Pace {
  if (time === 'auto') return jumping(seen);
  if (time === 'manual') return { nudge() {}, end() {} };
  const { speed } = time;
  if (!Number.isFinite(speed) || speed <= 0)
    throw new RangeError(`time.speed must be a finite number greater than zero, not ${speed}.`);
  return running(speed, seen);
}

function jumping({ isAwaited, isBusy, life }: Seen): Pace {
  let isMoving = false;
  let isAsked = false;
  let isOver = false;
  async function move(): Promise<void> {
    while (isAsked) {
      isAsked = false;
      for (;;) {
        // First the turn, so that what has been told by now is known to be waited for no more.
        await turn();
        if (isOver || !(await isAwaited())) break;
        const clock = life()?.clock;
        if (clock !== undefined && !isBusy()) await clock.runUntilIdle(1);
      }
    }
    isMoving = false;
  }
  return {
    nudge() {
      isAsked = true;
      if (isMoving) return;
      isMoving = true;
      void move();
    },
    end() {
      isOver = true;
    },
  };
}

function running(speed: number, { life }: Seen): Pace {
  let last = realMs();
  let cancel = (): void => {};
  let isOver = false;
  const tick = async (): Promise<void> => {
    // Whole milliseconds, as every clock here has them; the rest counts at the next tick.
    const passed = Math.floor((realMs() - last) * speed);
    last += passed / speed;
    await life()?.clock.advance(passed);
    if (!isOver) cancel = afterRealMs(TICK_MS, () => void tick());
  };
  void tick();
  return {
    nudge() {},
    end() {
      isOver = true;
      cancel();
    },
  };
}
