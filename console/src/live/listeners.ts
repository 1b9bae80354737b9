// Who wants to hear of what happens.

/** A set of listeners. */
export class Listeners<About extends readonly unknown[] = []> {
  readonly #all = new Set<(...about: About) => void>();

  /** @returns the end of listening */
  add(listen: (...about: About) => void): () => void {
    this.#all.add(listen);
    return () => this.#all.delete(listen);
  }

  /** Calls everybody. */
  tell(...about: About): void {
    for (const listen of [...this.#all]) listen(...about);
  }
}
