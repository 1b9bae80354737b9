// Operations as they are when work has been accepted, when there was none to do, and when something ends them.
import type { OperationKind, OperationTarget } from '@hikube/openapi/types';
import type { ClusterAggregate } from '../../model/aggregate.ts';
import { childKey, operationKey } from '../../model/keys.ts';
import type { EndingMark, OperationRecord } from '../../model/records.ts';
import { operationExpiry } from '../../model/retention.ts';
import { toTimestamp } from '../../model/timestamp.ts';
import type { Write } from '../../store/store.ts';

/** What a new operation is about. */
export interface NewOperation {
  readonly id: string;
  readonly kind: OperationKind;
  readonly target: OperationTarget;
  /** Generation of the target that ends the operation once it is observed. */
  readonly generation: number;
  /** Pointers from the cluster, such as `/nodeGroups/web/maxReplicas`. */
  readonly fields: readonly string[];
  /** Uids of the node groups and add-ons of the same write. */
  readonly children: readonly string[];
  /** What goes on, for people. */
  readonly phase?: string;
}

/** An operation of which the work has not begun. */
export function pendingOperation(operation: NewOperation, tenant: string, now: number): OperationRecord {
  const { id, kind, target, generation, fields, children, phase = 'Waiting to begin' } = operation;
  return {
    id,
    kind,
    target,
    status: 'pending',
    phase,
    generation,
    progress: { percent: 0, done: 0, total: 0, etaSeconds: null },
    steps: [],
    warnings: [],
    error: null,
    createdAt: toTimestamp(now),
    startedAt: null,
    endedAt: null,
    tenant,
    fields,
    children,
  };
}

/** An operation for a request that changes nothing: it has succeeded before it began. */
export function finishedOperation(operation: NewOperation, tenant: string, now: number): OperationRecord {
  const at = toTimestamp(now);
  return {
    ...pendingOperation({ ...operation, phase: 'Nothing to change' }, tenant, now),
    status: 'succeeded',
    progress: { percent: 100, done: 0, total: 0, etaSeconds: 0 },
    startedAt: at,
    endedAt: at,
  };
}

/** An operation that something other than its work ends. */
export function endedOperation(
  operation: OperationRecord,
  status: 'superseded' | 'cancelled',
  phase: string,
  now: number,
): OperationRecord {
  const progress = { ...operation.progress, etaSeconds: null };
  return { ...operation, status, phase, progress, endedAt: toTimestamp(now) };
}

/** The records of a new operation: itself, its place in the list of its cluster, and a mark while it is open. */
export function operationWrites(operation: OperationRecord): Write[] {
  const { tenant, id, endedAt } = operation;
  const { cluster } = operation.target;
  const expiry = operationExpiry(operation);
  const writes: Write[] = [
    { key: operationKey(tenant, id), body: operation, expect: 'absent', ...expiry },
    { key: childKey(tenant, 'clusterOperation', cluster, id), body: {}, expect: 'absent', ...expiry },
  ];
  if (endedAt === null) {
    writes.push({ key: childKey(tenant, 'openOperation', cluster, id), body: {}, expect: 'absent' });
  }
  return writes;
}

/**
 * The records that end an open operation of a cluster, and a mark by which the reconciler tells of it. The revision is
 * that at which the operation was read: somebody may be writing its progress.
 */
export function endingWrites(ended: OperationRecord, { state, revisions }: ClusterAggregate): Write[] {
  const { tenant, id } = ended;
  const { name, uid } = state.ref;
  const key = operationKey(tenant, id);
  const mark: EndingMark = { uid };
  const expiry = operationExpiry(ended);
  return [
    { key, body: ended, expect: revisions.of(key), ...expiry },
    { key: childKey(tenant, 'clusterOperation', name, id), body: {}, expect: 'any', ...expiry },
    { key: childKey(tenant, 'openOperation', name, id), delete: true, expect: 'any' },
    { key: childKey(tenant, 'endedOperation', name, id), body: mark, expect: 'any' },
  ];
}
