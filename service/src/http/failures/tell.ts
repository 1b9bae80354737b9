// What the log and the metrics hear of a failure: of one that is answered, and of one that breaks an answer off which has
// begun to leave.
import type { Context as HonoContext } from 'hono';
import { errorFields, type Log } from '../../log.ts';
import type { Metrics } from '../../metrics.ts';
import { Refusal } from '../../refusal.ts';
import { StoreError } from '../../store/errors.ts';
import type { Environment } from '../environment.ts';
import { toRefusal } from './to-refusal.ts';

/** Tells of what broke the stream that a request is answered with. */
export type TellBroken = (c: HonoContext<Environment>, error: unknown) => void;

/** Tells the log of what the service could not do; what it would not do is no failure. */
export function logFailure(log: Log, event: string, requestId: string, error: unknown): void {
  const refusal = toRefusal(error);
  if (refusal.code !== 'internal' && refusal.code !== 'unavailable') return;
  // What the service itself refuses, such as the rest of a body while it stops, is no failure.
  const isDecided = error instanceof Refusal && error.cause === undefined;
  log(isDecided ? 'warn' : 'error', event, {
    requestId,
    code: refusal.code,
    ...errorFields(refusal.cause ?? error),
  });
}

/** Counts a request that failed because of the storage. */
export function countStoreError(metrics: Metrics, error: unknown): void {
  if (error instanceof StoreError) metrics.count('hikube_store_errors_total', { code: error.code });
}

/** A stream that breaks has been logged and counted as answered when it began; this tells the rest. */
export function tellBroken(log: Log, metrics: Metrics): TellBroken {
  return (c, error) => {
    logFailure(log, 'stream_failed', c.get('requestId'), error);
    countStoreError(metrics, error);
  };
}
