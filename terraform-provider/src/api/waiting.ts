// Waits for an operation and says in words how the wait ended: phase, step, elapsed time and what to do.
import type { Operation, PendingOperation } from '@hikube/sdk';
import type { Log } from 'terraform-plugin';
import { inTerraformWords } from '../bridge/words.ts';

/** How a wait ended. Only `succeeded` means that the work has arrived. */
export type Outcome = (
  | { readonly ended: 'succeeded'; readonly operation: Operation }
  /** The platform gave up, or a later write took its place. */
  | { readonly ended: 'failed'; readonly operation: Operation; readonly elapsedMs: number }
  /** The wait ended before the work: time-out, Ctrl-C, or an answer that waiting does not mend. */
  | {
      readonly ended: 'waiting';
      readonly why: string;
      readonly operation: Operation;
      readonly elapsedMs: number;
    }
) & {
  /** Longest time in milliseconds for which the API could not be asked, if there was any; the wait went on. */
  readonly awayMs?: number;
};

export interface WaitLimits {
  readonly timeoutMs: number;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told every step, since Terraform itself shows none: `TF_LOG_PROVIDER=info` does. */
  readonly log?: Log;
}

/**
 * Waits for an accepted operation. Throws only what refused it: once it is accepted, the way in which the wait ends
 * is an outcome, because the object exists and must not be lost.
 */
export async function waitFor(pending: PendingOperation<unknown>, limits: WaitLimits): Promise<Outcome> {
  const started = limits.now();
  const accepted = await pending.accepted;
  let last = accepted;
  let awayMs = 0;
  const elapsed = () => limits.now() - started;
  try {
    await pending.wait({
      timeoutMs: limits.timeoutMs,
      signal: limits.signal,
      onProgress: (operation) => {
        last = operation;
        tell(operation, limits.log);
      },
      onInterruption: (_error, milliseconds) => {
        awayMs = Math.max(awayMs, milliseconds);
      },
    });
    return { ended: 'succeeded', operation: last, awayMs };
  } catch (error) {
    const operation = operationOf(error) ?? last;
    if (operation.endedAt !== null && operation.status !== 'succeeded') {
      return { ended: 'failed', operation, elapsedMs: elapsed(), awayMs };
    }
    // The result is read after success; losing only that answer is not losing the work.
    if (operation.status === 'succeeded') return { ended: 'succeeded', operation, awayMs };
    return { ended: 'waiting', why: whyOf(error, limits.signal), operation, elapsedMs: elapsed(), awayMs };
  }
}

function tell({ id, kind, target, progress, phase }: Operation, log: Log | undefined): void {
  const { percent, done, total } = progress;
  log?.('info', `${kind} of ${target.name}: ${percent} %, ${phase}`, { operation: id, percent, done, total });
}

/** The end of a wait as a text for people. */
export function describeOutcome(outcome: Exclude<Outcome, { ended: 'succeeded' }>): string {
  const { operation, elapsedMs } = outcome;
  const step = operation.steps.find(
    ({ status }) => status === 'running' || status === 'failed' || status === 'waiting',
  );
  const stepText =
    step === undefined
      ? ''
      : ` Step ${step.name}: ${step.done} of ${step.total}${step.message && `, ${sentenceless(step.message)}`}.`;
  const phase = sentenceless(withoutMessage(operation.phase, step?.message ?? ''));
  const where = `Operation ${operation.id} (${operation.kind}) is at ${operation.progress.percent} %: ${phase}.`;
  const head =
    outcome.ended === 'failed'
      ? failure(operation)
      : `${outcome.why} after ${seconds(elapsedMs)}; the work goes on.`;
  return inTerraformWords(`${head} ${where}${stepText}`);
}

/** A phase may end with what its step says, as far as that fits: the step says all of it. */
function withoutMessage(phase: string, message: string): string {
  const at = phase.indexOf(': ');
  const said = phase.slice(at + 2).replace(/…$/, '');
  return at > 0 && said !== '' && message.startsWith(said) ? phase.slice(0, at) : phase;
}

/** `4 min 5 s`. */
export function seconds(ms: number): string {
  const all = Math.round(ms / 1000);
  return all < 60 ? `${all} s` : `${Math.floor(all / 60)} min ${all % 60} s`;
}

function failure(operation: Operation): string {
  if (operation.error) return operation.error.detail;
  return operation.status === 'superseded'
    ? 'A later change took its place.'
    : `The operation was ${operation.status}.`;
}

function operationOf(error: unknown): Operation | undefined {
  return error instanceof Error && 'operation' in error ? (error.operation as Operation) : undefined;
}

function whyOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'Terraform was interrupted';
  if (error instanceof Error && error.name === 'WaitTimeoutError') {
    const { cause } = error;
    const away =
      cause instanceof Error ? `, while the API could not be asked (${sentenceless(cause.message)}),` : '';
    return `The time-out was reached${away}`;
  }
  return `The API could not be asked any more (${sentenceless(error instanceof Error ? error.message : String(error))})`;
}

/** A sentence as it stands in brackets. */
const sentenceless = (text: string) => text.replace(/[.…]$/, '');
