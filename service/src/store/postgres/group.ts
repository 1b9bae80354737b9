// How a group of batches travels to the commit function, and how its answers become results.
import type { EncodedBatch } from '../group-commit.ts';
import type { Batch, CommitResult, DocumentKey, Expectation } from '../store.ts';

/** What `commit_batches` answers for one batch. */
export type Answer =
  | { readonly revisions: readonly number[]; readonly sequence: number }
  | { readonly conflict: 'fence' }
  | { readonly conflict: 'bound'; readonly write: number }
  | { readonly conflict: 'revision'; readonly check: number; readonly actual: number | null };

/** The first argument of `commit_batches`. */
export function encodeGroup(group: readonly EncodedBatch[]): string {
  return JSON.stringify(group.map(encodeBatch));
}

export function toResult(answer: Answer, batch: Batch): CommitResult {
  if ('revisions' in answer) return { ok: true, revisions: answer.revisions, sequence: answer.sequence };
  if (answer.conflict === 'fence') return { ok: false, conflict: 'fence', lease: batch.fence!.lease };
  if (answer.conflict === 'bound')
    return { ok: false, conflict: 'bound', key: batch.writes[answer.write]!.key };
  const { key } = checksOf(batch)[answer.check]!;
  return { ok: false, conflict: 'revision', key, actual: answer.actual ?? 'absent' };
}

function encodeBatch({ batch, bodies }: EncodedBatch): object {
  return {
    ...(batch.fence && { fence: batch.fence }),
    checks: checksOf(batch).map(({ key, expect }) => ({ ...key, expect: String(expect) })),
    // The body is text inside the text, so that PostgreSQL keeps every character of it.
    writes: batch.writes.map((write, index) => {
      if ('delete' in write) return write.key;
      if ('body' in write) return { ...write.key, body: bodies[index], expiresAt: write.expiresAt };
      return { ...write.key, add: inText(write.add), ...(write.atMost && { atMost: inText(write.atMost) }) };
    }),
  };
}

/** JSON has no whole numbers of any size. */
function inText(amounts: Readonly<Record<string, bigint>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, String(amount)]));
}

/** What must hold, in the documented order: the guards, then the writes. */
function checksOf(batch: Batch): { readonly key: DocumentKey; readonly expect: Expectation }[] {
  return [...(batch.guards ?? []), ...batch.writes].flatMap(({ key, expect }) =>
    expect === 'any' ? [] : [{ key, expect }],
  );
}
