// Time for retries and time-outs, as a seam: tests hand in a clock that never sleeps.

/** Where the client gets time from. */
export interface Clock {
  /** Milliseconds since the epoch. It may jump, forth and back. */
  now(): number;
  /** Milliseconds since some moment, by a clock that never jumps; waits are measured by it. `now` where it is absent. */
  monotonic?(): number;
  /** Resolves after `ms`; rejects with the signal's reason when that is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /**
   * Runs something after `ms`, unless what it gives back is called before. Only a short way for `sleep`, which is taken
   * where it is absent: every attempt has a limit, and hardly any reaches it.
   */
  after?(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      }, ms);
      signal?.addEventListener('abort', onAbort, { once: true });
    }),
};
