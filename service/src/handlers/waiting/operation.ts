// Long-poll: holds the answer until an operation has ended, or for as long as the caller wants to wait.

import { operationKey } from '../../model/keys.ts';
import { hasEnded } from '../../model/operation.ts';
import type { OperationRecord } from '../../model/records.ts';
import { invalidParameter, Refusal } from '../../refusal.ts';
import { findOperation } from '../find.ts';
import type { Context } from '../handler.ts';
import { Bell, LOOK_EVERY_MS } from './bell.ts';

/** The longest wait: below the half minute to minute after which proxies give up on a silent answer. */
export const LONGEST_WAIT_MS = 60_000;

/**
 * Reads `wait`.
 * @returns milliseconds
 * @throws Refusal `invalid_parameter` when it is longer than 60 s
 */
export function parseWait(text: string | undefined): number {
  if (text === undefined) return 0;
  const [, digits = '0', unit] = /^([0-9]+)(ms|s)$/.exec(text) ?? [];
  const ms = Number(digits) * (unit === 's' ? 1000 : 1);
  if (ms <= LONGEST_WAIT_MS) return ms;
  throw invalidParameter(
    'wait',
    'out_of_range',
    'wait must be 60s or less: ask again when the answer comes.',
  );
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
