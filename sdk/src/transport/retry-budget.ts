// How many retries a client has in store. One call alone may be patient; a thousand that fail together would send five
// thousand requests to a service that is down.

/** Calls that need no retry give one back together. */
const CALLS_PER_RETRY = 10;

export class RetryBudget {
  readonly #most: number;
  /** In parts of a retry, because whole numbers stay exact. */
  #left: number;
  /** @param retries how many there are in store, and never more */
  constructor(retries: number) {
    this.#most = retries * CALLS_PER_RETRY;
    this.#left = this.#most;
  }

  /** Takes one retry, if one is left. */
  spend(): boolean {
    if (this.#left < CALLS_PER_RETRY) return false;
    this.#left -= CALLS_PER_RETRY;
    return true;
  }

  /** A call went through. */
  earn(): void {
    if (this.#left < this.#most) this.#left += 1;
  }
}
