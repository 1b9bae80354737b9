// How long what is over can still be looked at. What is not over has no end: nothing unfinished is ever forgotten.
import type { Put } from '../store/store.ts';
import type { OperationRecord, VersionUpgradeRecord } from './records.ts';

/** Milliseconds for which something can be looked at after its end: as long as a token that is worth nothing any more. */
export const KEPT_AFTERWARDS_MS = 30 * 86_400_000;

/** The part of a write that says until when. */
export type Expiry = Pick<Put, 'expiresAt'>;

/** An operation goes a month after its end, and its place in the list of its cluster with it. */
export function operationExpiry({ endedAt }: Pick<OperationRecord, 'endedAt'>): Expiry {
  return after(endedAt);
}

/**
 * An upgrade that moved its cluster is the cluster's history, of which there is one for each minor version: it goes with
 * the cluster. One that came to nothing goes a month after its end.
 */
export function upgradeExpiry({ committed, status }: VersionUpgradeRecord): Expiry {
  return committed ? {} : after(status.endedAt);
}

function after(endedAt: string | null): Expiry {
  return endedAt === null ? {} : { expiresAt: Date.parse(endedAt) + KEPT_AFTERWARDS_MS };
}
