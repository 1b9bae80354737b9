// RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers-11): what a caller may send, and what is left of it.
// A bucket is told as its size, and the seconds in which an empty one is full again.
import type { Level, RateLimit } from './buckets.ts';

/** A limit of which answers tell; each name stands for one. */
export type PolicyName = 'requests' | 'wrong-tokens' | 'held';

/** The two header fields of an answer. */
export interface RateLimitFields {
  readonly policy: string;
  readonly limit: string;
}

/**
 * The fields of a bucket.
 * @param level of the bucket now; when not one request is left, `t` is when the next one is, else when all are
 */
export function bucketFields(name: PolicyName, limit: RateLimit, level: Level): RateLimitFields {
  const { burst, perSecond } = limit;
  const left = Math.floor(level.left);
  const seconds = Math.ceil((left === 0 ? level.nextMs : level.fullMs) / 1000);
  return {
    policy: `"${name}";q=${burst};w=${Math.ceil(burst / perSecond)}`,
    limit: `"${name}";r=${left};t=${seconds}`,
  };
}

/** The fields when all places for what is held open are taken. */
export function heldFields(most: number, retryAfterSeconds: number): RateLimitFields {
  return {
    policy: `"held";q=${most};qu="concurrent-requests"`,
    limit: `"held";r=0;t=${retryAfterSeconds}`,
  };
}
