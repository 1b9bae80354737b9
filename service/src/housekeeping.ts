// Keeps the store small: documents that have expired go, and so does the part of the change feed that nobody reads.
import type { Clock } from './clock.ts';
import { errorFields, type Log } from './log.ts';
import type { Store } from './store/store.ts';

const EVERY_MS = 600_000;
const PRUNED_AT_ONCE = 500;
// Readers of the feed are seconds behind. One that was away for longer reads the collections again, which it must be
// able to do anyway.
const KEPT_CHANGES = 100_000;

/** A task that repeats until it is stopped. */
export interface Housekeeping {
  /** Ends it; resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

/**
 * Begins at the next interval. Any number of replicas may do this at once.
 * @param keptChanges the newest changes of the feed, for those who follow it
 */
export function startHousekeeping(
  store: Store,
  clock: Clock,
  log: Log,
  keptChanges: number = KEPT_CHANGES,
): Housekeeping {
  let cancel = (): void => {};
  let running = Promise.resolve();
  let stopped = false;
  const schedule = (): void => {
    cancel = clock.schedule(clock.now() + EVERY_MS, () => {
      running = tidy(store, keptChanges, () => stopped)
        .catch((error: unknown) => log('warn', 'housekeeping_failed', errorFields(error)))
        .then(() => {
          if (!stopped) schedule();
        });
    });
  };
  schedule();
  return {
    async stop() {
      stopped = true;
      cancel();
      await running;
    },
  };
}

async function tidy(store: Store, keptChanges: number, isStopped: () => boolean): Promise<void> {
  let pruned = PRUNED_AT_ONCE;
  while (pruned === PRUNED_AT_ONCE && !isStopped()) pruned = await store.prune(PRUNED_AT_ONCE);
  const through = (await store.sequence()) - keptChanges;
  if (through > 0 && !isStopped()) await store.compact(through);
}
