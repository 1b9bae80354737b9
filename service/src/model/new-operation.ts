// Operations as they begin.
import type { OperationKind, OperationTarget } from '@hikube/openapi/types';
import type { OperationRecord } from './records.ts';
import { toTimestamp } from './timestamp.ts';

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
