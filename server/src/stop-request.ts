// When the process shall stop: a signal, or the end of the npm that started it. Listened for from the very start, so that a
// signal during the start, too, ends everything in order.
import process from 'node:process';
import type { Clock } from '@hikube/service';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
const PARENT_EVERY_MS = 500;

/** Why it shall stop: the name of the signal, or that the parent is gone. */
export type StopReason = (typeof SIGNALS)[number] | 'parent_gone';

/** A stop that somebody will ask for. */
export interface StopRequest {
  readonly asked: Promise<StopReason>;
  /** Looks after the parent no longer, which would keep a process that could not start. */
  cancel(): void;
}

/**
 * From now on the first signal asks for a stop, and a second one ends the process at once.
 * @param followsParent npm runs the service in a shell, which a signal to npm ends while the service would stay
 */
export function awaitStop(clock: Clock, followsParent: boolean): StopRequest {
  let resolve = (_reason: StopReason): void => {};
  const asked = new Promise<StopReason>((settle) => {
    resolve = settle;
  });
  let isAsked = false;
  let cancel = (): void => {};
  const ask = (reason: StopReason): void => {
    isAsked = true;
    cancel();
    resolve(reason);
  };
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // Whoever asks twice does not want to wait.
      if (isAsked) process.exit(1);
      ask(signal);
    });
  }
  const parent = process.ppid;
  const look = (): void => {
    if (process.ppid !== parent) ask('parent_gone');
    else cancel = clock.schedule(clock.now() + PARENT_EVERY_MS, look);
  };
  if (followsParent) look();
  return { asked, cancel: () => cancel() };
}
