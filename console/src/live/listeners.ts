// Who wants to hear of a change.

/** A set of listeners. */
export class Listeners {
  readonly #all = new Set<() => void>();

  /** @returns the end of listening */
  add(listen: () => void): () => void {
    this.#all.add(listen);
    return () => this.#all.delete(listen);
  }

  /** Calls everybody. */
  tell(): void {
    for (const listen of [...this.#all]) listen();
  }
}
