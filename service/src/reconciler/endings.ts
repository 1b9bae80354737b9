// Operations that a request has ended, by a cancellation or by a later change. Whoever ends one leaves a mark beside it;
// a pass tells people and takes the mark away in one commit, so that each is told exactly once.
import { childName, childPrefix, kinds, operationKey } from '../model/keys.ts';
import type { EndingMark, OperationRecord } from '../model/records.ts';
import type { ClusterRef } from '../platform/platform.ts';
import { DAMAGED, readWhole } from '../store/read-whole.ts';
import type { Store, Write } from '../store/store.ts';

// A pass ends its own work too, and a commit is bounded; the next pass tells the rest.
const TOLD_AT_ONCE = 50;

/** What requests have ended since the last pass. */
export interface Endings {
  /** The operations with the uid of the cluster that they were about. */
  readonly ended: readonly { readonly uid: string; readonly operation: OperationRecord }[];
  /** What takes the marks away. */
  readonly writes: readonly Write[];
  /** There are more of them. */
  readonly more: boolean;
}

/** Reads the marks, oldest first. */
export async function readEndings(
  store: Store,
  { tenant, name }: Pick<ClusterRef, 'tenant' | 'name'>,
): Promise<Endings> {
  const prefix = childPrefix(name);
  const marks = await store.list<EndingMark>({
    kind: kinds.endedOperation,
    tenant,
    prefix,
    limit: TOLD_AT_ONCE,
  });
  if (marks.length === 0) return NONE;
  // Nothing is decided by what is told: what is damaged is not, and the cluster goes on.
  const found = await readWhole<OperationRecord>(
    store,
    marks.map(({ key }) => operationKey(tenant, childName(key.id))),
  );
  const ended = marks.flatMap(({ body: { uid } }, index) => {
    const operation = found[index];
    return operation === undefined || operation === DAMAGED ? [] : [{ uid, operation: operation.body }];
  });
  const writes = marks.map(({ key, revision }): Write => ({ key, delete: true, expect: revision }));
  return { ended, writes, more: marks.length === TOLD_AT_ONCE };
}

const NONE: Endings = { ended: [], writes: [], more: false };

/** Those that were about the cluster that has the name now. */
export function endedOf({ ended }: Endings, uid: string): readonly OperationRecord[] {
  return ended.filter((each) => each.uid === uid).map(({ operation }) => operation);
}
