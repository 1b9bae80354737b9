// Somebody who takes the connection and says nothing: after a while it is said, once, who that is.
import type { Hooks, SentRequest } from '@hikube/sdk';
import type { Clock } from '../host/host.ts';

/** Nobody has answered for so long. */
export const TELL_AFTER_MS = 10_000;

/** Listens to the calls of a client. */
export interface Silence {
  readonly hooks: Hooks;
  /** Ends it; nothing is told any more. */
  end(): void;
}

/** @param tell called once at most */
export function silence(clock: Pick<Clock, 'after'>, tell: () => void): Silence {
  const open = new Set<SentRequest>();
  let isTold = false;
  let cancel: (() => void) | undefined;

  function stop(): void {
    cancel?.();
    cancel = undefined;
  }

  function start(): void {
    if (isTold || cancel !== undefined) return;
    cancel = clock.after(TELL_AFTER_MS, () => {
      isTold = true;
      tell();
    });
  }

  return {
    end: stop,
    hooks: {
      onRequest(request) {
        // Such an answer is held back, as was asked for; a wait for work tells by itself when nobody answers.
        if (new URL(request.url).searchParams.has('wait')) return;
        open.add(request);
        start();
      },
      onResponse({ request }) {
        if (!open.delete(request)) return;
        stop();
        if (open.size > 0) start();
      },
      // Another attempt may follow, and whoever waits has waited for this one.
      onLost: ({ request }) => void open.delete(request),
      onError: () => {
        if (open.size === 0) stop();
      },
    },
  };
}
