// How long to wait after the n-th failure in a row: doubling, bounded, and never the same for two clusters.
import type { Random } from '../random.ts';
import { BACKOFF_FIRST_MS, BACKOFF_MAX_MS } from './timing.ts';

/**
 * Between half and all of the doubled wait: clusters that failed together do not come back together.
 * @param failures in a row, 1 for the first
 * @returns milliseconds
 */
export function backoffMs(failures: number, random: Random): number {
  // Beyond 2^30 a shift would turn negative; the bound was reached long before.
  const doublings = Math.min(30, Math.max(0, failures - 1));
  const longest = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** doublings);
  return Math.ceil(longest * (0.5 + random.next() / 2));
}
