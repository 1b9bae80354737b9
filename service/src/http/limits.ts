// Bounds of what one caller takes, so that a noisy client slows down only itself: requests per second, and requests that
// are held open. Those are streams and waits for the end of an operation: each costs a connection and a place in memory
// for as long as somebody likes, so that a token and a tenant hold a bounded number of them in each process, and each
// lasts no longer than its token does.
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Clock } from '../clock.ts';
import { parseWait } from '../handlers/waiting/operation.ts';
import { Buckets, type RateLimit } from '../limits/buckets.ts';
import { type HeldLimit, type Place, Places } from '../limits/places.ts';
import { bucketFields, heldFields, type RateLimitFields } from '../limits/rate-limit-fields.ts';
import type { Metrics } from '../metrics.ts';
import { Refusal } from '../refusal.ts';
import { answerType } from './answer.ts';
import { type AuthorityTools, guardAuthority } from './authority.ts';
import type { Environment } from './environment.ts';
import { EVENT_STREAM } from './event-stream.ts';
import { appendHeader } from './headers.ts';

/** Adds the header fields of a limit to the answer, beside those of other limits. */
export function setFields(c: Context<Environment>, { policy, limit }: RateLimitFields): void {
  appendHeader(c, 'RateLimit-Policy', policy);
  appendHeader(c, 'RateLimit', limit);
}

/**
 * Refuses with `rate_limited` once the bucket of the token is empty; every answer says what is left in it. Each process
 * counts for itself.
 */
export function rateLimit(clock: Clock, limit: RateLimit) {
  const buckets = new Buckets(clock, limit);
  return createMiddleware<Environment>(async (c, next) => {
    const { tenant, token } = c.get('caller');
    const name = `${tenant}/${token}`;
    const waitMs = buckets.take(name);
    setFields(c, bucketFields('requests', limit, buckets.level(name)));
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

// A wait ends after a minute at the latest, and most end sooner.
const RETRY_AFTER_SECONDS = 10;

/** Sets `release` and `authority` for a request that is held, or refuses it with `too_many_held_requests`. */
export function heldRequests(tools: AuthorityTools, metrics: Metrics, limit: HeldLimit | Places) {
  const places = Places.of(limit);
  metrics.describe('hikube_held_requests', 'Streams and waits for operations that are open.');
  metrics.gauge('hikube_held_requests', () => places.taken);
  return createMiddleware<Environment>(async (c, next) => {
    const { wait } = c.get('params').query as { readonly wait?: string };
    const isStream = answerType(c) === EVENT_STREAM;
    if (!isStream && parseWait(wait) === 0) return next();
    const place = places.take(c.get('caller'));
    if (!place.free) {
      setFields(c, heldFields(place.most, RETRY_AFTER_SECONDS));
      throw tooMany(place);
    }
    const authority = guardAuthority(tools, c.get('credential').digest);
    const release = (): void => {
      place.release();
      authority.end();
    };
    c.set('release', release);
    c.set('authority', authority.signal);
    await next();
    // A stream that has begun is released when it ends.
    if (c.res.status !== 200 || !isStream || c.req.method === 'HEAD') release();
  });
}

function tooMany({ whose, held, most }: Place & { readonly free: false }): Refusal {
  const holder = whose === 'token' ? 'This token holds' : 'The tokens of this tenant hold';
  const they = whose === 'token' ? 'it' : 'they';
  return new Refusal(
    'too_many_held_requests',
    `${holder} ${held} streams and waits open, and ${they} may hold ${most}: close one, or ask without waiting.`,
    { retryAfterSeconds: RETRY_AFTER_SECONDS },
  );
}
