// Rate limit: a bucket of requests per token, so that one noisy client slows down only itself.
import { createMiddleware } from 'hono/factory';
import type { Clock } from '../clock.ts';
import { Buckets, type RateLimit } from '../limits/buckets.ts';
import { Refusal } from '../refusal.ts';
import type { Environment } from './environment.ts';

/** Refuses with `rate_limited` once the bucket of the token is empty. Each process counts for itself. */
export function rateLimit(clock: Clock, limit: RateLimit) {
  const buckets = new Buckets(clock, limit);
  return createMiddleware<Environment>(async (c, next) => {
    const { tenant, token } = c.get('caller');
    const waitMs = buckets.take(`${tenant}/${token}`);
    if (waitMs > 0) {
      const retryAfterSeconds = Math.ceil(waitMs / 1000);
      throw new Refusal(
        'rate_limited',
        `This token sends too many requests: wait ${retryAfterSeconds} s, and send fewer than ${limit.perSecond} per second.`,
        { retryAfterSeconds },
      );
    }
    await next();
  });
}
