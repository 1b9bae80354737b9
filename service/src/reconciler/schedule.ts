// When to look at a cluster again without being told.
import type { ClusterState } from '../model/aggregate.ts';
import { isWorkedOn } from '../model/operation.ts';
import type { Outcome } from './outcome.ts';
import type { View } from './pass.ts';
import { PASS_INTERVAL_MIN_MS, POLL_MS } from './timing.ts';

/**
 * The earliest of: what the platform expects next, what is scheduled, and the next routine look.
 * @param routineMs until the next routine look
 * @returns milliseconds since the epoch
 */
export function nextPassAt(before: ClusterState, outcome: Outcome, view: View, routineMs: number): number {
  const { now } = view;
  // The wish changed in this pass, and the platform does not know it yet.
  if (outcome.cluster.generation !== before.cluster.generation) return now;
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
