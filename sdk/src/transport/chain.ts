// The shape of every step: it gets the next one and gives back something of the same shape.

/** A request that is not sent yet: steps may still add headers, and no body is copied for another attempt. */
export interface Draft {
  readonly method: string;
  /** Path below the endpoint, with parameters in braces. */
  readonly address: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Record<string, string>;
  readonly body?: string | undefined;
  /** Which attempt of the call this is, from 1. */
  readonly attempt: number;
  /** Attempts after the first one. */
  readonly maxRetries: number;
  /** Milliseconds until an attempt counts as lost. */
  readonly timeoutMs: number;
  /** Milliseconds that the call may take with all its attempts and pauses; `Infinity` for no such limit. */
  readonly deadlineMs: number;
}

/** An answer, read to its end inside the attempt; only the one of a stream still has its body. */
export interface Reply {
  readonly response: Response;
  readonly text: string;
}

/**
 * Sends a request until the signal says that nobody wants the answer any more. The signal is handed on beside the
 * request and not inside a `Request`: that follows the signal it was made with only as long as nothing is collected.
 */
export type Send = (draft: Draft, signal: AbortSignal | undefined) => Promise<Reply>;

/** A step around the next one. */
export type Step = (next: Send) => Send;

/** Puts steps around `send`; the first step named sees the request first. */
export function chain(send: Send, steps: readonly Step[]): Send {
  return steps.reduceRight<Send>((next, step) => step(next), send);
}
