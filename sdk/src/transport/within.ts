// Bounds a piece of work by a limit of time and by the caller's signal. Everything that must fire is held strongly,
// by a timer or by the caller's own signal: what runtimes derive from signals (`AbortSignal.any`, the signal of a
// `Request`) is held weakly and falls silent once a garbage collection runs while a request is under way.
import type { Clock } from './clock.ts';

/** Longest time that a timer can count; a longer limit does not end one piece of work. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface Bounds {
  /** Rejects with its reason. */
  readonly signal: AbortSignal | undefined;
  /** Milliseconds; `Infinity` for none. */
  readonly limitMs: number;
  readonly clock: Clock;
  /** What it rejects with at the limit. */
  readonly late: () => Error;
}

/** What `work` gives, unless the limit or the caller comes first; then its own signal is aborted. */
export async function within<T>(work: (signal: AbortSignal) => PromiseLike<T>, bounds: Bounds): Promise<T> {
  const { signal, limitMs, clock, late } = bounds;
  signal?.throwIfAborted();
  const ending = new AbortController();
  let end: (reason: unknown) => void = () => {};
  const ended = new Promise<never>((_resolve, reject) => {
    end = (reason) => {
      // A race, so that work which does not listen to its signal cannot hold the caller.
      reject(reason);
      ending.abort(reason);
    };
  });
  const onAbort = () => end(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  const lift = limitMs <= LONGEST_TIMER_MS ? limited(clock, limitMs, () => end(late())) : undefined;
  try {
    return await Promise.race([work(ending.signal), ended]);
  } finally {
    lift?.();
    signal?.removeEventListener('abort', onAbort);
  }
}

/** Runs something at the limit, unless it is lifted before. */
function limited(clock: Clock, limitMs: number, run: () => void): () => void {
  if (clock.after !== undefined) return clock.after(limitMs, run);
  const lifted = new AbortController();
  clock.sleep(limitMs, lifted.signal).then(run, () => {});
  return () => lifted.abort();
}
