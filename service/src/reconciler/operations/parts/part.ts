// A part of an operation: a step that users see, and what follows from it for the operation.
import type { FieldError, ObjectReference, Step } from '@hikube/openapi/types';

/** A step with what it means for the operation that it belongs to. */
export interface Part {
  readonly step: Step;
  /** Set when the step has failed. */
  readonly failure?: { readonly reason: string; readonly message: string };
  /** Set when the step is content with less than everything. */
  readonly warning?: FieldError;
  /** The other steps are pointless once this one has failed. */
  readonly decisive?: boolean;
}

/** Units of work in a step; more are never reported, because the contract ends there. */
const UNITS_MAX = 100_000;
const MESSAGE_MAX = 512;

/** A step. `done` is kept within `total`. */
export function step(
  name: string,
  target: ObjectReference,
  status: Step['status'],
  units: { readonly done: number; readonly total: number },
  message = '',
): Step {
  const total = Math.min(units.total, UNITS_MAX);
  return {
    name,
    target,
    status,
    done: Math.min(units.done, total),
    total,
    message: shortened(message),
  };
}

/** The same step with something to say. */
export function withMessage(of: Step, message = ''): Step {
  return { ...of, message: shortened(message) };
}

function shortened(message: string): string {
  return message.length <= MESSAGE_MAX ? message : `${message.slice(0, MESSAGE_MAX - 1)}…`;
}

/** Whether the step needs nothing more: what waits for something else counts as settled. */
export function isSettled({ status }: Step): boolean {
  return status === 'succeeded' || status === 'skipped' || status === 'waiting';
}

/** A part that failed. */
export function failed(
  name: string,
  target: ObjectReference,
  units: { readonly done: number; readonly total: number },
  failure: { readonly reason: string; readonly message: string },
): Part {
  return { step: step(name, target, 'failed', units, failure.message), failure };
}
