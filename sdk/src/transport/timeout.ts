// Ends an attempt that takes too long. Each attempt has its own limit; retries decide how many there are.
import { ConnectionError } from '../errors.ts';
import type { Step } from './chain.ts';
import { type Clock, systemClock } from './clock.ts';
import { isStream } from './send.ts';
import { within } from './within.ts';

/** @param clock counts the time until a stream begins; what comes later in it may take as long as it likes */
export function timeout(clock: Clock): Step {
  return (next) => (draft, signal) =>
    within((attempt) => next(draft, attempt), {
      signal,
      limitMs: draft.timeoutMs,
      clock: isStream(draft) ? clock : systemClock,
      late: () =>
        new ConnectionError(`No answer from ${new URL(draft.url).origin} within ${draft.timeoutMs} ms.`, {
          retryable: true,
        }),
    });
}
