// Tells watchers that something changed: at most once per turn, with the latest sequence number.

/** The listeners of one store. */
export class ChangeHints {
  readonly #listeners = new Set<{ readonly notify: (sequence: number) => void }>();
  #latest = 0;
  #scheduled = false;

  get watched(): boolean {
    return this.#listeners.size > 0;
  }

  /** The same function may watch twice; each watch ends by itself. */
  add(notify: (sequence: number) => void): () => void {
    const listener = { notify };
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /**
   * Returns before anybody is called, so that a commit never waits for its watchers. What was announced before is
   * not told again: one commit can be heard of on several ways.
   */
  announce(sequence: number): void {
    if (sequence <= this.#latest) return;
    this.#latest = sequence;
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      for (const listener of [...this.#listeners]) {
        // An earlier listener of this round may have ended this one.
        if (this.#listeners.has(listener)) listener.notify(this.#latest);
      }
    });
  }

  clear(): void {
    this.#listeners.clear();
  }
}
