// What goes on now, in a few words for people.
import { ROLLING_FIELDS } from '@hikube/domain';
import type { Step } from '@hikube/openapi/types';
import type { ClusterState } from '../../model/aggregate.ts';
import type { OperationRecord } from '../../model/records.ts';
import { startedUpgrade } from '../../model/upgrades.ts';

const ROLLING: ReadonlySet<string> = new Set(ROLLING_FIELDS);

/** The text for an operation that is under way, from its steps. */
export function phaseOf(operation: OperationRecord, state: ClusterState): string {
  const upgrade = startedUpgrade(state.upgrades);
  if (upgrade !== undefined && !upgrade.paused && rollsNodes(operation)) {
    return `Waits its turn behind the version upgrade to ${upgrade.targetVersion}, which exchanges nodes now`;
  }
  const step = operation.steps.find(({ status }) => status === 'running' || status === 'pending');
  return step === undefined ? 'Finishing' : stepText(step);
}

/** A step with its count, where there is something to count. */
export function stepText(step: Step): string {
  const count = step.total > 1 ? ` (${step.done} of ${step.total})` : '';
  return step.message === '' ? `${step.name}${count}` : `${step.name}${count}: ${step.message}`;
}

/** Whether the operation exchanges nodes for a reason of its own. */
function rollsNodes(operation: OperationRecord): boolean {
  if (operation.kind === 'node.replace') return true;
  if (operation.kind !== 'nodeGroup.update' && operation.kind !== 'cluster.update') return false;
  return operation.fields.some((pointer) => pointer.split('/').some((segment) => ROLLING.has(segment)));
}
