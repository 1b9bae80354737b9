// What was read or worked out not long ago, up to a number of characters. The oldest goes first: what is asked for often is
// soon back.

interface Entry<Value> {
  readonly value: Value;
  readonly characters: number;
}

/** Values by key. */
export class Kept<Key, Value> {
  readonly #entries = new Map<Key, Entry<Value>>();
  readonly #most: number;
  #characters = 0;

  /** @param most characters that are kept at most */
  constructor(most: number) {
    this.#most = most;
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key)?.value;
  }

  /** @param characters that the value weighs; one that weighs more than all that may be kept is not kept */
  set(key: Key, value: Value, characters: number): void {
    this.delete(key);
    this.#entries.set(key, { value, characters });
    this.#characters += characters;
    for (const oldest of this.#entries.keys()) {
      if (this.#characters <= this.#most) return;
      this.delete(oldest);
    }
  }

  delete(key: Key): void {
    this.#characters -= this.#entries.get(key)?.characters ?? 0;
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
    this.#characters = 0;
  }
}
