// Optimistic commits: decide on what is there, commit it, and decide again when somebody was faster.
import type { Batch, Store } from './store.ts';

// Each lost race means that somebody else has won one, so this many in a row needs that many busy rivals.
const MAX_ATTEMPTS = 20;

/** What was decided. */
export interface Decision<Result> {
  /** Absent when there is nothing to write. */
  readonly batch?: Batch;
  readonly result: Result;
}

/** What a loser does. */
export interface Retry {
  /** What is thrown after the last attempt. */
  readonly exhausted: () => Error;
  /** Waits before the next attempt; by default nobody waits. */
  readonly lost?: () => Promise<void>;
}

/**
 * The result of the decision that was committed.
 * @param decide reads what is there; it runs again after a lost race and must change nothing
 */
export async function commitWithRetry<Result>(
  store: Pick<Store, 'commit'>,
  decide: () => Promise<Decision<Result>>,
  { exhausted, lost }: Retry,
): Promise<Result> {
  for (let tried = 0; tried < MAX_ATTEMPTS; tried += 1) {
    const { batch, result } = await decide();
    if (batch === undefined || (await store.commit(batch)).ok) return result;
    await lost?.();
  }
  throw exhausted();
}
