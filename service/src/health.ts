// How the service is, for those who ask again and again: whether its storage can be written, and whether all of it can be
// read. What changes about that is told to the log once.
import type { Clock } from './clock.ts';
import { errorFields, type Log } from './log.ts';
import type { Damages } from './store/damages.ts';
import type { Store } from './store/store.ts';

/** Ready in full, or with something that an operator must look at. */
export type Readiness =
  | { readonly status: 'ready' }
  | { readonly status: 'degraded'; readonly damagedDocuments: number; readonly advice: string };

/** How the service is. */
export interface Health {
  /** Rejects with the reason when requests cannot be answered. */
  ready(): Promise<Readiness>;
}

/** What it is made of. */
export interface HealthOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly damages: Damages;
  /** Aborted when the service stops. */
  readonly stopping: AbortSignal;
}

// Asking writes to the storage, and anybody may ask: an answer holds for so long.
const FRESH_MS = 1000;

const ADVICE = 'The log names the damaged documents, and so does "npm run check-store": restore a backup.';

/** Nothing is asked before somebody wants to know. */
export function createHealth({ store, clock, log, damages, stopping }: HealthOptions): Health {
  let asked: { readonly at: number; readonly answer: Promise<void> } | undefined;
  let wasReady = true;
  const ask = async (): Promise<void> => {
    try {
      await store.ready();
      if (!wasReady) log('info', 'storage_writable_again');
      wasReady = true;
    } catch (error) {
      if (wasReady) log('error', 'storage_not_writable', errorFields(error));
      wasReady = false;
      throw error;
    }
  };
  return {
    async ready() {
      if (stopping.aborted) throw new Error('The service stops.');
      const now = clock.now();
      if (asked === undefined || now - asked.at >= FRESH_MS || now < asked.at)
        asked = { at: now, answer: ask() };
      await asked.answer;
      const { count } = damages;
      return count === 0
        ? { status: 'ready' }
        : { status: 'degraded', damagedDocuments: count, advice: ADVICE };
    },
  };
}
