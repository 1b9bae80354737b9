// Which open operations a new write makes pointless. Both are told by the fields that they change.
import type { ClusterState } from '../model/aggregate.ts';
import type { OperationRecord } from '../model/records.ts';

/**
 * The open operations all of whose fields are covered by the new write. One that also changes something else goes
 * on, because the rest of it is still wanted. An upgrade is never replaced by another: they queue.
 * @param fields pointers from the cluster; `''` covers everything in it
 */
export function supersededBy(fields: readonly string[], state: ClusterState): readonly OperationRecord[] {
  return state.operations.filter(
    (operation) => operation.fields.length > 0 && operation.fields.every((field) => isCovered(field, fields)),
  );
}

function isCovered(field: string, by: readonly string[]): boolean {
  return by.some((each) => field === each || field.startsWith(`${each}/`));
}
