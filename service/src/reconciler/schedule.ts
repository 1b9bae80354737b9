// Every wait of the reconciler: how long it waits for what, when it looks at a cluster again without being told, and after
// how long it tries again. All of it is on the service clock, in milliseconds.
import type { ClusterState } from '../model/aggregate.ts';
import { isWorkedOn } from '../model/operation.ts';
import type { Random } from '../random.ts';
import type { Outcome, View } from './pass.ts';

/** Work is under way and the platform does not tell when something happens next. */
export const POLL_MS = 5_000;

/** Nothing is under way: look again anyway, because machines fail without telling anybody. */
export const RESYNC_MS = 300_000;

/** The shortest time between two passes of one cluster that time alone causes. */
export const PASS_INTERVAL_MIN_MS = 50;

/** The first wait after a failure, and the longest. */
export const BACKOFF_FIRST_MS = 500;
export const BACKOFF_MAX_MS = 60_000;

/** So many conflicts one after the other are other writers; more of them go on however often they are read anew. */
export const CONFLICTS_IN_A_ROW = 20;

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

/** Passes at the same time in one replica, for one tenant: a platform that is silent for him takes no more from others. */
export const CONCURRENCY = 8;

/** The same, for all tenants. */
export const CONCURRENCY_OF_ALL = 64;

/**
 * The earliest of: what the platform expects next, what is scheduled, and the next routine look.
 * @param routineMs until the next routine look
 * @returns milliseconds since the epoch
 */
export function nextPassAt(before: ClusterState, outcome: Outcome, view: View, routineMs: number): number {
  const { now } = view;
  // The wish changed in this pass, and the platform does not know it yet.
  if (outcome.cluster.generation !== before.cluster.generation || outcome.released.length > 0) return now;
  if (outcome.status.patch?.version !== before.status?.patch?.version) return now;
  const times = [now + routineMs];
  if (outcome.wakeAt !== undefined) times.push(outcome.wakeAt);
  const expected = view.reached ? view.observed?.nextChangeAt : undefined;
  if (expected !== undefined) times.push(expected);
  else if (isUnsettled(outcome)) times.push(now + POLL_MS);
  return Math.max(now + PASS_INTERVAL_MIN_MS, Math.min(...times));
}

/** Somebody waits for an end, or something on its way has no operation that waits for it. */
function isUnsettled(outcome: Outcome): boolean {
  if (outcome.operations.some((operation) => isWorkedOn(operation, outcome.upgrades))) return true;
  const { phase } = outcome.status.cluster;
  return phase !== 'Running' && phase !== 'Failed';
}

/**
 * How long to wait after the n-th failure in a row: doubling, bounded, and never the same for two clusters. Between half and
 * all of the doubled wait: clusters that failed together do not come back together.
 * @param failures in a row, 1 for the first
 * @returns milliseconds
 */
export function backoffMs(failures: number, random: Random): number {
  // Beyond 2^30 a shift would turn negative; the bound was reached long before.
  const doublings = Math.min(30, Math.max(0, failures - 1));
  const longest = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** doublings);
  return Math.ceil(longest * (0.5 + random.next() / 2));
}
