// Whether a batch may be applied: the pure decision that the siblings share (PostgreSQL repeats it in SQL).

import type { Batch, CommitResult, DocumentKey, Expectation, Fence } from './store.ts';

/** What there is, at the moment of the decision. */
export interface CommitView {
  /** Undefined when the document is absent or expired. */
  revision(key: DocumentKey): number | undefined;
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
  return undefined;
}
