// Waits for the end of an operation. Long-poll holds the answer until then, or for as long as the caller wants to wait; a
// stream follows it state by state.
import { operationKey } from '../../model/keys.ts';
import { hasEnded, operationView } from '../../model/operation.ts';
import type { OperationRecord } from '../../model/records.ts';
import { Refusal } from '../../refusal.ts';
import { findOperation } from '../find.ts';
import type { Context, StreamMessage } from '../handler.ts';
import { Bell, LOOK_EVERY_MS, Silence } from './bell.ts';

/**
 * Milliseconds of a `wait` as the contract takes it: no longer than the half minute to minute after which proxies give up
 * on a silent answer.
 */
export function parseWait(text: string | undefined): number {
  const [, digits = '0', unit] = /^([0-9]+)(ms|s)$/.exec(text ?? '') ?? [];
  return Number(digits) * (unit === 's' ? 1000 : 1);
}

/**
 * The operation when it has ended, or as it is after `waitMs` or once the caller has gone away.
 * @throws Refusal when the token of the caller is worth nothing any more
 */
export async function waitForOperation(
  context: Context,
  id: string,
  waitMs: number,
): Promise<OperationRecord> {
  const deadline = context.clock.monotonic() + waitMs;
  // The subscription comes before the first look, so that nothing falls between the two.
  const departure = context.departure();
  const bell = new Bell(context, operationKey(context.caller.tenant, id), departure);
  try {
    for (;;) {
      const operation = await findOperation(context, id);
      if (departure.reason instanceof Refusal) throw departure.reason;
      const leftMs = deadline - context.clock.monotonic();
      if (hasEnded(operation) || leftMs <= 0 || departure.aborted) return operation;
      await bell.ring(Math.min(leftMs, LOOK_EVERY_MS));
    }
  } finally {
    bell.close();
  }
}

/**
 * Follows one operation: its state now, and each that differs from the one before. Ends with the operation, or when the
 * caller goes away.
 */
export async function* followOperation(
  context: Pick<Context, 'store' | 'caller' | 'clock' | 'recordWatch'>,
  id: string,
  departure: AbortSignal,
): AsyncGenerator<StreamMessage, void, void> {
  const { caller, clock } = context;
  const bell = new Bell(context, operationKey(caller.tenant, id), departure);
  let last = '';
  const silence = new Silence(clock);
  try {
    while (!departure.aborted) {
      const operation = await findOperation(context, id);
      const data = operationView(operation);
      const text = JSON.stringify(data);
      if (text !== last) {
        yield { kind: 'message', event: 'operation', data };
        last = text;
        silence.broken();
      }
      if (hasEnded(operation)) return;
      yield* silence.signs();
      await silence.wait(bell);
    }
  } finally {
    bell.close();
  }
}
