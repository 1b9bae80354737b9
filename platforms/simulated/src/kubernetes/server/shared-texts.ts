// Texts that many watches remember, kept once: watches of one cluster know the same objects, and each object is a kilobyte
// or more.

/** Counts who needs a text, and forgets it with the last one. */
export class SharedTexts {
  readonly #kept = new Map<string, { readonly text: string; holders: number }>();

  /** How many different texts are kept. */
  get size(): number {
    return this.#kept.size;
  }

  /** The text, as everybody holds it; to be dropped once for each time it was taken. */
  take(text: string): string {
    const entry = this.#kept.get(text) ?? { text, holders: 0 };
    if (entry.holders === 0) this.#kept.set(text, entry);
    entry.holders += 1;
    return entry.text;
  }

  drop(text: string): void {
    const entry = this.#kept.get(text);
    if (entry === undefined) return;
    entry.holders -= 1;
    if (entry.holders === 0) this.#kept.delete(text);
  }
}
