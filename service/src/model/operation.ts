// Operations as they are when there was nothing to do, and when something ends them.
import type { Operation } from '@hikube/openapi/types';
import type { Write } from '../store/store.ts';
import type { ClusterAggregate } from './aggregate.ts';
import { childKey, operationKey } from './keys.ts';
import { type NewOperation, pendingOperation } from './new-operation.ts';
import type { EndingMark, OperationRecord } from './records.ts';
import { operationExpiry } from './retention.ts';
import { toTimestamp, toTimestampAfter } from './timestamp.ts';

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
  const endedAt = toTimestampAfter(now, operation.createdAt, operation.startedAt);
  return { ...operation, status, phase, progress, endedAt };
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

/** As the contract shows it. */
export function operationView(record: OperationRecord): Operation {
  const { tenant: _tenant, fields: _fields, children: _children, ...shown } = record;
  return shown;
}
