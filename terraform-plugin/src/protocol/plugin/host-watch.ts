// Notices that the host is gone: a killed terraform tells nobody, and a provider must not outlive it.
import type { Clock } from '../clock.ts';

/** A host that is only changing connections has a new one long before. */
const AFTER_LAST_SESSION = 1000;
/** How long go-plugin itself waits for a plugin to start. */
const BEFORE_FIRST_SESSION = 60_000;

/**
 * Calls `onGone` when no session has come within a minute, or none has been open for a second after the last
 * one closed. The result is told the number of open sessions whenever it changes.
 */
export function watchHost(clock: Clock, onGone: () => void): (openSessions: number) => void {
  let cancel = clock.after(BEFORE_FIRST_SESSION, onGone);
  return (openSessions) => {
    cancel();
    if (openSessions === 0) cancel = clock.after(AFTER_LAST_SESSION, onGone);
  };
}
