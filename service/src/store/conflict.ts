// Whether a batch may be applied: the pure decision that the siblings share (PostgreSQL repeats it in SQL).
import type { Batch, CommitResult, DocumentKey, Expectation, Fence, Json } from './store.ts';
import { isBeyond } from './sums.ts';

/** What there is, at the moment of the decision. */
export interface CommitView {
  /** Undefined when the document is absent or expired. */
  revision(key: DocumentKey): number | undefined;
  /** What stands in the document; undefined when it is absent or expired. */
  body(key: DocumentKey): Json | undefined;
  /** Whether the lease has this token and is not expired. */
  holds(fence: Fence): boolean;
}

/** The first thing a batch relies on that does not hold, in the documented order; undefined when all does. */
export function findConflict(batch: Batch, view: CommitView): (CommitResult & { ok: false }) | undefined {
  if (batch.fence !== undefined && !view.holds(batch.fence)) {
    return { ok: false, conflict: 'fence', lease: batch.fence.lease };
  }
  for (const { key, expect } of [...(batch.guards ?? []), ...batch.writes]) {
    if (expect === 'any') continue;
    const actual: Expectation = view.revision(key) ?? 'absent';
    if (actual !== expect) return { ok: false, conflict: 'revision', key, actual };
  }
  for (const write of batch.writes) {
    if (!('add' in write) || write.atMost === undefined) continue;
    if (isBeyond(view.body(write.key), write)) return { ok: false, conflict: 'bound', key: write.key };
  }
  return undefined;
}
