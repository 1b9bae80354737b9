// Ends an attempt that takes too long. Each attempt has its own limit; retries decide how many there are.
import { ConnectionError } from '../errors.ts';
import type { Step } from './chain.ts';
import { type Clock, systemClock } from './clock.ts';

/** @param clock counts the time until a stream begins; what comes later in it may take as long as it likes */
export function timeout(limitMs: number, clock: Clock = systemClock): Step {
  return (next) => async (request) => {
    const isStream = request.headers.get('Accept') === 'text/event-stream';
    const limit: Limit = isStream
      ? beginningWithin(limitMs, clock)
      : { signal: AbortSignal.timeout(limitMs) };
    try {
      return await next(new Request(request, { signal: AbortSignal.any([request.signal, limit.signal]) }));
    } catch (error) {
      if (request.signal.aborted) throw request.signal.reason;
      if (limit.signal.aborted) {
        throw new ConnectionError(`No answer from ${origin(request)} within ${limitMs} ms.`, {
          retryable: true,
          cause: error,
        });
      }
      throw error;
    } finally {
      limit.lift?.();
    }
  };
}

interface Limit {
  readonly signal: AbortSignal;
  /** The limit does not hold any more. */
  lift?(): void;
}

/** A limit for the headers alone: the body of a stream ends when there is nothing more to tell. */
function beginningWithin(limitMs: number, clock: Clock): Limit {
  const limit = new AbortController();
  const lifted = new AbortController();
  clock.sleep(limitMs, lifted.signal).then(
    () => limit.abort(),
    () => {},
  );
  return { signal: limit.signal, lift: () => lifted.abort() };
}

const origin = (request: Request) => new URL(request.url).origin;
