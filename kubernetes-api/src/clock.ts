// The only source of time: everything here reads and waits through a Clock.

/** Reads time and calls back at a time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Calls back once, as soon as `now()` has reached a time, yet never before this call has returned.
   * @param atMs milliseconds since the epoch
   * @returns cancels the call; harmless afterwards
   */
  schedule(atMs: number, callback: () => void): () => void;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(atMs, callback) {
    const timer = setTimeout(callback, Math.min(Math.max(0, atMs - Date.now()), 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
};

/** A moment in the form of `metav1.Time`: whole seconds. */
export function timeOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
