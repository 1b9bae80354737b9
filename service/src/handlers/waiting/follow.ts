// Follows one operation: its state now, and each that differs from the one before, until it has ended.
import { operationKey } from '../../model/keys.ts';
import { hasEnded, operationView } from '../../model/operation.ts';
import { findOperation } from '../find.ts';
import type { Context } from '../handler.ts';
import { HEARTBEAT_MS, type StreamMessage } from '../stream.ts';
import { Bell, LOOK_EVERY_MS } from './bell.ts';

/** The states; ends with the operation, or when the caller goes away. */
export async function* followOperation(
  context: Pick<Context, 'store' | 'caller' | 'clock' | 'recordWatch'>,
  id: string,
  departure: AbortSignal,
): AsyncGenerator<StreamMessage, void, void> {
  const { caller, clock } = context;
  const bell = new Bell(context, operationKey(caller.tenant, id), departure);
  let last = '';
  let silentSince = clock.monotonic();
  try {
    while (!departure.aborted) {
      const operation = await findOperation(context, id);
      const data = operationView(operation);
      const text = JSON.stringify(data);
      if (text !== last) {
        yield { kind: 'message', event: 'operation', data };
        last = text;
        silentSince = clock.monotonic();
      }
      if (hasEnded(operation)) return;
      if (clock.monotonic() - silentSince >= HEARTBEAT_MS) {
        yield { kind: 'heartbeat' };
        silentSince = clock.monotonic();
      }
      await bell.ring(Math.min(LOOK_EVERY_MS, silentSince + HEARTBEAT_MS - clock.monotonic()));
    }
  } finally {
    bell.close();
  }
}
