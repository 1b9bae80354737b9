// The shape of every step: it gets the next one and gives back something of the same shape.

/**
 * Sends a request until the signal says that nobody wants the answer any more. The signal is handed on beside the
 * request and not inside it: a request follows the signal that it was made with only as long as nothing is collected.
 */
export type Send = (request: Request, signal: AbortSignal) => Promise<Response>;

/** A step around the next one. */
export type Step = (next: Send) => Send;

/** Puts steps around `send`; the first step named sees the request first. */
export function chain(send: Send, steps: readonly Step[]): (request: Request) => Promise<Response> {
  const first = steps.reduceRight<Send>((next, step) => step(next), send);
  return (request) => first(request, request.signal);
}
