// Keeps the store small: documents that have expired go, and so does the part of the change feed that nobody reads. And it
// ends what processes that have ended left open.
import type { Clock } from './clock.ts';
import { errorFields, type Log } from './log.ts';
import type { Store } from './store/store.ts';

// A process that is started again soon ends what the one before it left open.
const FIRST_MS = 60_000;
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

/** What it is done with. */
export interface HousekeepingOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Ends what other processes left open; called each time. */
  readonly endOpen: () => Promise<void>;
  /** The newest changes of the feed, for those who follow it. Default: 100,000. */
  readonly keptChanges?: number;
}

/** Begins after a minute. Any number of replicas may do this at once. */
export function startHousekeeping(options: HousekeepingOptions): Housekeeping {
  const { store, clock, log, endOpen, keptChanges = KEPT_CHANGES } = options;
  let cancel = (): void => {};
  let running = Promise.resolve();
  let stopped = false;
  const tell = (error: unknown): void => log('warn', 'housekeeping_failed', errorFields(error));
  const schedule = (afterMs: number): void => {
    cancel = clock.schedule(clock.now() + afterMs, () => {
      running = Promise.all([
        endOpen().catch(tell),
        tidy(store, keptChanges, () => stopped).catch(tell),
      ]).then(() => {
        if (!stopped) schedule(EVERY_MS);
      });
    });
  };
  schedule(FIRST_MS);
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
