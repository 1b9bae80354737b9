// Which operation a resource shows as its own.

import { isAbout, isActive } from '../../model/operation.ts';
import type { OperationRecord } from '../../model/records.ts';

/**
 * The newest operation that works on the object; null when none does. What is scheduled or paused works on nothing.
 * @param operations those that are open, oldest first
 */
export function currentOperation(operations: readonly OperationRecord[], uid: string): string | null {
  return newest(operations, (operation) => isAbout(operation, uid));
}

/** The same for a cluster, on which its version upgrades work too. */
export function currentClusterOperation(operations: readonly OperationRecord[], uid: string): string | null {
  return newest(
    operations,
    (operation) =>
      operation.target.uid === uid ||
      (operation.kind === 'versionUpgrade.run' && operation.startedAt !== null),
  );
}

function newest(
  operations: readonly OperationRecord[],
  works: (operation: OperationRecord) => boolean,
): string | null {
  return operations.findLast((operation) => isActive(operation) && works(operation))?.id ?? null;
}
