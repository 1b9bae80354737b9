// What a store accepted under which lease, in the order of acceptance, and whether any of it was stale.
import type { Store } from '../../../service/src/store/store.ts';

/** A batch that was accepted. */
export interface AcceptedWrite {
  readonly lease: string;
  readonly token: number;
  /** The store's sequence number after it: the order of acceptance, also between stores on one database. */
  readonly sequence: number;
}

/** A write is stale when its lease was written under a newer token before. */
export function staleWrites(accepted: readonly AcceptedWrite[]): number {
  const newest = new Map<string, number>();
  let stale = 0;
  for (const { lease, token } of accepted.toSorted((a, b) => a.sequence - b.sequence)) {
    if (token < (newest.get(lease) ?? 0)) stale += 1;
    newest.set(lease, Math.max(token, newest.get(lease) ?? 0));
  }
  return stale;
}

/** Records every batch that the store accepts under a lease and that writes something. */
export function recordAccepted(store: Store, into: AcceptedWrite[]): void {
  const commit = store.commit.bind(store);
  store.commit = async (batch) => {
    const result = await commit(batch);
    const wrote = result.ok && result.revisions.some((revision) => revision > 0);
    // The last of its own revisions: `sequence` may already count what others wrote in the same round trip.
    if (wrote && batch.fence !== undefined)
      into.push({ ...batch.fence, sequence: Math.max(...result.revisions) });
    return result;
  };
}
