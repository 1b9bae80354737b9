// Tells listeners when a cluster may have changed by itself: one timer for each cluster that has something due.
import type { Clock, ClusterRef } from '@hikube/service/platform';

/** Those who want to know. */
export interface Watchers {
  add(listener: (ref: ClusterRef) => void): () => void;
  /** Calls back when that time comes; undefined when nothing is due. Replaces what was planned for the cluster. */
  plan(ref: ClusterRef, at: number | undefined): void;
  notify(ref: ClusterRef): void;
  /** Nothing is called back any more. */
  close(): void;
  readonly size: number;
}

/** @param listenElsewhere begins to listen to what others change; done only while somebody wants to know */
export function createWatchers(clock: Clock, listenElsewhere: () => () => void): Watchers {
  const listeners = new Set<(ref: ClusterRef) => void>();
  const timers = new Map<string, () => void>();
  let endElsewhere: (() => void) | undefined;

  function notify(ref: ClusterRef): void {
    for (const listener of [...listeners]) listener(ref);
  }

  function rest(): void {
    for (const cancel of timers.values()) cancel();
    timers.clear();
    endElsewhere?.();
    endElsewhere = undefined;
  }

  return {
    get size() {
      return listeners.size;
    },
    add(listener) {
      // A listener may be added twice, and each is ended on its own.
      const own = (ref: ClusterRef) => listener(ref);
      listeners.add(own);
      endElsewhere ??= listenElsewhere();
      return () => {
        listeners.delete(own);
        if (listeners.size === 0) rest();
      };
    },
    plan(ref, at) {
      timers.get(ref.uid)?.();
      timers.delete(ref.uid);
      if (at === undefined || listeners.size === 0) return;
      const fire = () => {
        timers.delete(ref.uid);
        notify(ref);
      };
      timers.set(ref.uid, clock.schedule(at, fire));
    },
    notify,
    close() {
      listeners.clear();
      rest();
    },
  };
}
