// The only source of time in this layer, so that tests can stand in for it.

export interface Clock {
  now(): Date;
  /** Runs `action` once after so many milliseconds, without keeping the process alive; returns how to cancel. */
  after(milliseconds: number, action: () => void): () => void;
}

/** The longest delay that Node's timers take; a longer one would fire at once. */
const MAX_DELAY = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => new Date(),
  after(milliseconds, action) {
    const timer = setTimeout(action, Math.min(milliseconds, MAX_DELAY));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
