// A service that stops takes no new requests: what is under way ends, everything else goes to another replica.
import { createMiddleware } from 'hono/factory';
import { Refusal } from '../refusal.ts';
import type { Environment } from './environment.ts';

/** Refuses with `unavailable` once the service stops. */
export function refuseWhenStopping(stopping: AbortSignal) {
  return createMiddleware<Environment>(async (_c, next) => {
    if (stopping.aborted)
      throw new Refusal('unavailable', 'The service is stopping: send the request again.');
    await next();
  });
}
