// The shape of every step: it gets the next one and gives back something of the same shape.

/** Sends a request. What `fetch` does, without its many spellings. */
export type Send = (request: Request) => Promise<Response>;

/** A step around the next one. */
export type Step = (next: Send) => Send;

/** Puts steps around `send`; the first step named sees the request first. */
export function chain(send: Send, steps: readonly Step[]): Send {
  return steps.reduceRight<Send>((next, step) => step(next), send);
}
