// How an operation goes on, ends well or ends badly, from what was seen in this pass.
import type { Step } from '@hikube/openapi/types';
import { toTimestampAfter } from '../../clock.ts';
import type { ClusterState } from '../../model/aggregate.ts';
import type { OperationRecord } from '../../model/records.ts';
import { asSentence } from '../../platform/sentence.ts';
import type { Reached, Refusal } from '../pass.ts';
import { operationError } from './failure.ts';
import { isSettled, type Part } from './parts/part.ts';
import { partsOf } from './parts-of.ts';
import { completed, phaseOf, progressOf, stopped } from './progress.ts';

/** The longest text that tells what goes on. */
const PHASE_MAX = 200;

const FAILED_NEXT =
  'The platform keeps trying; change the settings or wait, and what is healthy stays in use meanwhile.';
const REFUSED_NEXT = 'What ran before still runs; change the settings so that the platform takes them.';

/**
 * The operation after this pass. It ends when every part is settled, or when one has failed and nothing else is
 * under way any more: so that a failed group does not hide that the control plane came up.
 * @param refusal why the platform did not take what this operation asks for
 * @param nextStep what users can do when it fails, where that is not the usual
 */
export function advanceOperation(
  operation: OperationRecord,
  state: ClusterState,
  view: Reached,
  refusal: Refusal | undefined,
  nextStep?: string,
): OperationRecord {
  const parts = partsOf(operation, state, view);
  const failure = failureOf(parts);
  const settledParts = failure === undefined ? parts : parts.map(withoutHope);
  const steps = settledParts.map(({ step }) => step);
  const begun = withWork(operation, steps, view.now);
  if (steps.every(isSettled)) return succeed(begun, settledParts, view.now);
  if (refusal !== undefined) return fail(begun, refusal, nextStep ?? REFUSED_NEXT, view.now);
  if (failure !== undefined) return fail(begun, failure, nextStep ?? FAILED_NEXT, view.now);
  return { ...begun, phase: shorten(view.deferral?.message ?? phaseOf(begun, state)) };
}

/** The operation is over and nothing of it is left to do. */
export function succeed(operation: OperationRecord, parts: readonly Part[], now: number): OperationRecord {
  const warnings = parts.flatMap(({ warning }) => (warning === undefined ? [] : [warning]));
  const phase = warnings.length === 0 ? 'Done' : `Done; ${warnings[0]!.detail}`;
  return {
    ...operation,
    ...end(operation, 'succeeded', phase, now),
    progress: completed(operation.progress, operation.steps),
    warnings: [...operation.warnings.filter((kept) => !warnings.some(sameWarning(kept))), ...warnings],
  };
}

/** The operation is over and did not reach its end. */
export function fail(
  operation: OperationRecord,
  cause: Refusal,
  nextStep: string,
  now: number,
): OperationRecord {
  return {
    ...operation,
    ...end(operation, 'failed', `Failed: ${asSentence(cause.message || cause.reason)}`, now),
    progress: stopped(operation.progress),
    error: operationError(cause.reason, cause.message, nextStep),
  };
}

/** Something newer took its place. */
export function supersede(operation: OperationRecord, by: string, now: number): OperationRecord {
  const phase = `Superseded by ${by}`;
  return {
    ...operation,
    ...end(operation, 'superseded', phase, now),
    progress: stopped(operation.progress),
  };
}

function end(operation: OperationRecord, status: OperationRecord['status'], phase: string, now: number) {
  const endedAt = toTimestampAfter(now, operation.createdAt, operation.startedAt);
  return { status, phase: shorten(phase), startedAt: operation.startedAt ?? endedAt, endedAt };
}

function withWork(operation: OperationRecord, steps: Step[], now: number): OperationRecord {
  const startedAt = operation.startedAt ?? toTimestampAfter(now, operation.createdAt);
  const progress = progressOf(operation.progress, steps, now - Date.parse(startedAt));
  return { ...operation, status: 'running', startedAt, steps, progress };
}

/** The failure that ends the operation now; undefined while something else may still come to its end. */
function failureOf(parts: readonly Part[]): Refusal | undefined {
  const failed = parts.filter((part) => part.failure !== undefined);
  const ends = failed.some((part) => part.decisive) || parts.every(({ step }) => step.status !== 'running');
  return ends ? failed[0]?.failure : undefined;
}

/** Once a part has failed, what waited for it will not begin in this operation. */
function withoutHope(part: Part): Part {
  return part.step.status === 'pending' ? { ...part, step: { ...part.step, status: 'skipped' } } : part;
}

function sameWarning(a: { readonly pointer: string; readonly code: string }) {
  return (b: { readonly pointer: string; readonly code: string }) =>
    a.pointer === b.pointer && a.code === b.code;
}

function shorten(text: string): string {
  return text.length <= PHASE_MAX ? text : `${text.slice(0, PHASE_MAX - 1)}…`;
}
