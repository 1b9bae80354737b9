// Requests that are being answered. Keys are made and tokens are checked by other threads, for which a clock that a test
// moves does not wait: without this a slow machine would let an hour pass while somebody's token is looked at.
type Fetch = (request: Request) => Promise<Response>;

/** Longer than any thread takes; what takes longer waits for time to pass. */
const LONGEST_MS = 5_000;

export class InFlight {
  #open = 0;

  /** Counts the requests that go through a fetch, until they are answered. */
  around(fetch: Fetch): Fetch {
    return async (request) => {
      this.#open += 1;
      try {
        return await fetch(request);
      } finally {
        this.#open -= 1;
      }
    };
  }

  /** Resolves when every request is answered, or waits for something else than this machine. */
  async answered(): Promise<void> {
    const begun = performance.now();
    while (this.#open > 0 && performance.now() - begun < LONGEST_MS)
      await new Promise((resolve) => setImmediate(resolve));
  }
}
