// How far an operation is: as a number that never goes back, and in a few words for people.

import { ROLLING_FIELDS } from '@hikube/domain';
import type { Progress, Step } from '@hikube/openapi/types';
import type { ClusterState } from '../../model/aggregate.ts';
import type { OperationRecord } from '../../model/records.ts';
import { startedUpgrade } from '../../model/upgrades.ts';

const UNITS_MAX = 1_000_000;
const ETA_SECONDS_MAX = 1_000_000;

/**
 * The sum of the steps. The estimate changes only together with the work, so that looking again writes nothing.
 * @param elapsedMs since the work began
 */
export function progressOf(previous: Progress, steps: readonly Step[], elapsedMs: number): Progress {
  const total = Math.min(
    UNITS_MAX,
    sum(steps, (step) => Math.max(1, step.total)),
  );
  const done = Math.min(total, sum(steps, doneUnits));
  if (previous.total === total && previous.done === done) return previous;
  // Only the end is 100: a step can still grow while the autoscaler adds nodes.
  const percent = total === 0 ? 0 : Math.min(99, Math.floor((100 * done) / total));
  return {
    percent: Math.max(previous.percent, percent),
    done,
    total,
    etaSeconds: eta(done, total, elapsedMs),
  };
}

/** Everything is done. */
export function completed(previous: Progress, steps: readonly Step[]): Progress {
  const total = Math.max(
    previous.total,
    Math.min(
      UNITS_MAX,
      sum(steps, (step) => Math.max(1, step.total)),
    ),
  );
  return { percent: 100, done: total, total, etaSeconds: 0 };
}

/** The work stopped where it was. */
export function stopped(previous: Progress): Progress {
  return { ...previous, etaSeconds: null };
}

// A step without countable units is one unit, so that an operation of such steps still moves.
function doneUnits(step: Step): number {
  if (step.status === 'succeeded' || step.status === 'skipped') return Math.max(1, step.total);
  // The last unit of a step is its being settled.
  return Math.min(step.done, Math.max(0, step.total - 1));
}

/** The rest takes as long per unit as what is done took. */
function eta(done: number, total: number, elapsedMs: number): number | null {
  if (done === 0 || elapsedMs <= 0) return null;
  const leftMs = (elapsedMs / done) * (total - done);
  return Math.min(ETA_SECONDS_MAX, Math.ceil(leftMs / 1000));
}

function sum(steps: readonly Step[], units: (step: Step) => number): number {
  return steps.reduce((total, step) => total + units(step), 0);
}

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
  if (operation.kind === 'Node.replace') return true;
  if (operation.kind !== 'NodeGroup.update' && operation.kind !== 'Cluster.update') return false;
  return operation.fields.some((pointer) => pointer.split('/').some((segment) => ROLLING.has(segment)));
}
