// How far an operation is, as a number that never goes back.
import type { Progress, Step } from '@hikube/openapi/types';

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
