// A watch that is open, as long as its caller may have it: whoever is no longer allowed to look is told so, and cut off.
import { StatusError } from '@hikube/kubernetes-api';
import type { Clock } from '@hikube/service/platform';

/** What a watch is held by. */
export interface Holding {
  readonly clock: Clock;
  /** Whether it may go on; also lets the watch hear of what it was not told. @throws StatusError when it may not */
  check(): Promise<void>;
  /** Called once when nothing comes any more. */
  ended(): void;
}

// Hints can be lost, and access can end without one.
const CHECK_EVERY_MS = 2_000;

/** The same stream, until its caller may no longer look. */
export function heldWatch(body: ReadableStream<Uint8Array>, holding: Holding): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let cancelTimer = (): void => {};
  let over = false;
  const finish = (): void => {
    if (over) return;
    over = true;
    cancelTimer();
    holding.ended();
  };
  const check = (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> =>
    holding.check().catch((error: unknown) => {
      if (over) return;
      finish();
      controller.enqueue(lastLine(error));
      controller.close();
      void reader.cancel().catch(() => undefined);
    });
  const watchOver = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    if (over) return;
    cancelTimer = holding.clock.schedule(
      holding.clock.now() + CHECK_EVERY_MS,
      () => void check(controller).then(() => watchOver(controller)),
    );
  };
  return new ReadableStream<Uint8Array>(
    {
      start: watchOver,
      async pull(controller) {
        const next = await reader.read();
        if (over) return;
        if (!next.done) {
          controller.enqueue(next.value);
          return;
        }
        // It may have ended because there is nothing to look at any more, and then the caller is told so.
        await check(controller);
        if (over) return;
        finish();
        controller.close();
      },
      async cancel() {
        finish();
        await reader.cancel();
      },
    },
    // What waits is counted where it is made.
    { highWaterMark: 0 },
  );
}

function lastLine(error: unknown): Uint8Array {
  const refusal =
    error instanceof StatusError
      ? error
      : new StatusError(500, 'InternalError', 'the watch cannot go on: list again');
  return new TextEncoder().encode(`${JSON.stringify({ type: 'ERROR', object: refusal.toStatus() })}\n`);
}
