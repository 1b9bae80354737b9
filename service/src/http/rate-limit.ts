// Rate limit: a bucket of requests per token, refilled by the clock, so that one noisy client slows down only itself.
import { createMiddleware } from 'hono/factory';
import type { Clock } from '../clock.ts';
import { Refusal } from '../handlers/refusal.ts';
import type { Environment } from './environment.ts';

/** How many requests a token may send. */
export interface RateLimit {
  /** Requests at once, from a full bucket. */
  readonly burst: number;
  /** Requests per second in the long run. */
  readonly perSecond: number;
}

interface Bucket {
  left: number;
  at: number;
}

// Full buckets say nothing; they are dropped when there are more than this many.
const MANY_BUCKETS = 10_000;

/** Refuses with `rate_limited` once the bucket of the token is empty. Each process counts for itself. */
export function rateLimit(clock: Clock, limit: RateLimit) {
  const buckets = new Map<string, Bucket>();
  return createMiddleware<Environment>(async (c, next) => {
    const { tenant, token } = c.get('caller');
    const waitMs = take(buckets, `${tenant}/${token}`, limit, clock.now());
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

/** Takes one request out of the bucket. @returns milliseconds until there is one again; 0 when there was one */
function take(buckets: Map<string, Bucket>, name: string, limit: RateLimit, now: number): number {
  const bucket = buckets.get(name) ?? { left: limit.burst, at: now };
  refill(bucket, limit, now);
  if (bucket.left < 1) return Math.max(1, ((1 - bucket.left) / limit.perSecond) * 1000);
  bucket.left -= 1;
  buckets.set(name, bucket);
  if (buckets.size > MANY_BUCKETS) dropFull(buckets, limit, now);
  return 0;
}

function refill(bucket: Bucket, limit: RateLimit, now: number): void {
  const seconds = Math.max(0, now - bucket.at) / 1000;
  bucket.left = Math.min(limit.burst, bucket.left + seconds * limit.perSecond);
  bucket.at = now;
}

function dropFull(buckets: Map<string, Bucket>, limit: RateLimit, now: number): void {
  for (const [name, bucket] of buckets) {
    refill(bucket, limit, now);
    if (bucket.left >= limit.burst) buckets.delete(name);
  }
}
