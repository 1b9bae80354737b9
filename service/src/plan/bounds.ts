// How much may stand inside one cluster. One request is bounded by the contract, many requests are bounded here.
import { Refusal } from '../refusal.ts';
import type { Desired } from './desired/desired.ts';

/** Node groups of a cluster, as in one body of the contract. */
export const MAX_NODE_GROUPS = 50;

/** Refuses a change after which the cluster would hold more than it may. */
export function checkBounds({ nodeGroups }: Desired): void {
  if (nodeGroups.size <= MAX_NODE_GROUPS) return;
  const detail = `A cluster has at most ${MAX_NODE_GROUPS} node groups, and with this change it would have ${nodeGroups.size}: remove one first.`;
  throw new Refusal('validation_failed', detail, {
    errors: [{ pointer: '', code: 'out_of_range', detail }],
  });
}
