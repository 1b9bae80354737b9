// One after the other under each name, such as one writer of a cluster in this process. Correctness does not need it where
// compare-and-swap decides. But writers that take turns do not make one another try again, and the last of fifty is not starved.

/** Lets callers with the same name run one after the other. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs when everybody who came before under this name has ended, well or badly. */
  async take<Result>(name: string, run: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(name) ?? Promise.resolve();
    const mine = before.then(run);
    const ended = mine.catch(() => undefined);
    this.#last.set(name, ended);
    try {
      return await mine;
    } finally {
      if (this.#last.get(name) === ended) this.#last.delete(name);
    }
  }
}
