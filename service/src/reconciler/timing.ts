// How long the reconciler waits for what. All of it is on the service clock, in milliseconds.

/** Work is under way and the platform does not tell when something happens next. */
export const POLL_MS = 5_000;

/** Nothing is under way: look again anyway, because machines fail without telling anybody. */
export const RESYNC_MS = 300_000;

/** The shortest time between two passes of one cluster that time alone causes. */
export const PASS_INTERVAL_MIN_MS = 50;

/** The first wait after a failure, and the longest. */
export const BACKOFF_FIRST_MS = 500;
export const BACKOFF_MAX_MS = 60_000;

/** How long a shard belongs to a replica that has fallen silent. */
export const LEASE_TTL_MS = 15_000;

/** Renewals come three times per lease, so that one may be lost. */
export function heartbeatMs(leaseTtlMs: number): number {
  return Math.ceil(leaseTtlMs / 3);
}

/** While another replica is silent, its shards are tried this often, so that they stand still for one lease at most. */
export function takeoverProbeMs(leaseTtlMs: number): number {
  return Math.ceil(leaseTtlMs / 15);
}

/** Hints about changes can be lost: the feed is read this often without any. */
export const FEED_POLL_MS = 10_000;

/** Passes at the same time in one replica. */
export const CONCURRENCY = 8;
