// Buckets of requests, one for each name, refilled by the clock: who is noisy slows down only himself.
import type { Clock } from '../clock.ts';

/** How many requests a name has. */
export interface RateLimit {
  /** Requests at once, from a full bucket. */
  readonly burst: number;
  /** Requests per second in the long run. */
  readonly perSecond: number;
}

/** What a token may send when nothing else is chosen: far above what tools do, and what one process answers easily. */
export const DEFAULT_RATE_LIMIT: RateLimit = { burst: 2000, perSecond: 500 };

/** How full a bucket is. */
export interface Level {
  /** Requests, and a part of one. */
  readonly left: number;
  /** Milliseconds until there is one; 0 when there is one now. */
  readonly nextMs: number;
  /** Milliseconds until it is full. */
  readonly fullMs: number;
}

interface Bucket {
  left: number;
  at: number;
}

// Full buckets say nothing; they are dropped when there are more than this many.
const MANY_BUCKETS = 10_000;

/** Counts for one process. */
export class Buckets {
  readonly limit: RateLimit;
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();
  /** How many there may be before the next search for full ones, which looks at all of them. */
  #many = MANY_BUCKETS;

  constructor(clock: Clock, limit: RateLimit) {
    this.#clock = clock;
    this.limit = limit;
  }

  /** Milliseconds until the bucket has a request; 0 when it has one now. */
  waitFor(name: string): number {
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) return 0;
    this.#refill(bucket);
    return bucket.left >= 1 ? 0 : Math.max(1, ((1 - bucket.left) / this.limit.perSecond) * 1000);
  }

  /** How full the bucket is now. */
  level(name: string): Level {
    const nextMs = this.waitFor(name);
    const { burst, perSecond } = this.limit;
    const left = this.#buckets.get(name)?.left ?? burst;
    return { left, nextMs, fullMs: ((burst - left) / perSecond) * 1000 };
  }

  /** Takes a request out of the bucket, unless it is empty. @returns as {@link waitFor}, before taking */
  take(name: string): number {
    const wait = this.waitFor(name);
    if (wait > 0) return wait;
    const bucket = this.#buckets.get(name) ?? { left: this.limit.burst, at: this.#clock.monotonic() };
    bucket.left -= 1;
    this.#buckets.set(name, bucket);
    if (this.#buckets.size > this.#many) this.#dropFull();
    return 0;
  }

  #refill(bucket: Bucket): void {
    const now = this.#clock.monotonic();
    const seconds = Math.max(0, now - bucket.at) / 1000;
    bucket.left = Math.min(this.limit.burst, bucket.left + seconds * this.limit.perSecond);
    bucket.at = now;
  }

  #dropFull(): void {
    for (const [name, bucket] of this.#buckets) {
      this.#refill(bucket);
      if (bucket.left >= this.limit.burst) this.#buckets.delete(name);
    }
    this.#many = Math.max(MANY_BUCKETS, 2 * this.#buckets.size);
  }
}
