// What is written to clusters from here, and when: whatever the platform told before is older.

export class OwnWrites {
  /** How many are on their way, by the name of the cluster. */
  readonly #open = new Map<string, number>();
  /** The moment of the last one. */
  readonly #last = new Map<string, number>();
  #moment = 0;

  /** Now, counted in what was written. */
  moment(): number {
    return this.#moment;
  }

  /** Something is written to a cluster at this moment. */
  note(name: string): void {
    this.#moment += 1;
    this.#last.set(name, this.#moment);
  }

  /** A write begins. @returns ends it */
  begin(name: string): () => void {
    this.#open.set(name, (this.#open.get(name) ?? 0) + 1);
    return () => {
      this.note(name);
      const left = (this.#open.get(name) ?? 1) - 1;
      if (left === 0) this.#open.delete(name);
      else this.#open.set(name, left);
    };
  }

  /** Whether a write is on its way, or was since that moment. */
  areSince(name: string, moment: number): boolean {
    return this.#open.has(name) || (this.#last.get(name) ?? 0) > moment;
  }

  forget(name: string): void {
    this.#last.delete(name);
  }
}
