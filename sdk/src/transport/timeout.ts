// Ends an attempt that takes too long. Each attempt has its own limit; retries decide how many there are.
import { ConnectionError } from '../errors.ts';
import type { Step } from './chain.ts';

export function timeout(limitMs: number): Step {
  return (next) => async (request) => {
    const limit = AbortSignal.timeout(limitMs);
    try {
      return await next(new Request(request, { signal: AbortSignal.any([request.signal, limit]) }));
    } catch (error) {
      if (request.signal.aborted) throw request.signal.reason;
      if (limit.aborted) {
        throw new ConnectionError(`No answer from ${origin(request)} within ${limitMs} ms.`, {
          retryable: true,
          cause: error,
        });
      }
      throw error;
    }
  };
}

const origin = (request: Request) => new URL(request.url).origin;
