// A map in the order of its keys: finding, changing and starting a walk cost the logarithm of its size.

// Small enough that inserting shifts little, large enough that a million entries make few chunks.
const MAX_CHUNK = 512;

interface Chunk<Value> {
  readonly keys: string[];
  readonly values: Value[];
}

/** Part of the key space: from `low` up to, but not including, `high`; no `high` means to the end. */
export interface KeyRange {
  readonly low: string;
  readonly high?: string | undefined;
}

/** Keys are compared as JavaScript compares strings. */
export class SortedMap<Value> {
  // Never an empty chunk; the last key of one is before the first key of the next.
  readonly #chunks: Chunk<Value>[] = [];

  get(key: string): Value | undefined {
    const chunk = this.#chunks[this.#chunkOf(key)];
    if (chunk === undefined) return undefined;
    const at = lowerBound(chunk.keys, key);
    return chunk.keys[at] === key ? chunk.values[at] : undefined;
  }

  set(key: string, value: Value): void {
    const index = this.#chunkOf(key);
    const chunk = this.#chunks[index];
    if (chunk === undefined) {
      this.#chunks.push({ keys: [key], values: [value] });
      return;
    }
    const at = lowerBound(chunk.keys, key);
    if (chunk.keys[at] === key) {
      chunk.values[at] = value;
      return;
    }
    chunk.keys.splice(at, 0, key);
    chunk.values.splice(at, 0, value);
    if (chunk.keys.length > MAX_CHUNK) this.#split(index, chunk);
  }

  /** @returns whether there was such a key */
  delete(key: string): boolean {
    const index = this.#chunkOf(key);
    const chunk = this.#chunks[index];
    if (chunk === undefined) return false;
    const at = lowerBound(chunk.keys, key);
    if (chunk.keys[at] !== key) return false;
    chunk.keys.splice(at, 1);
    chunk.values.splice(at, 1);
    if (chunk.keys.length === 0) this.#chunks.splice(index, 1);
    return true;
  }

  /** The values of a range, in order of their keys. The map must not change during the walk. */
  *ascending(range: KeyRange): Generator<Value> {
    let index = this.#chunkOf(range.low);
    let at = lowerBound(this.#chunks[index]?.keys ?? [], range.low);
    for (; index < this.#chunks.length; index += 1, at = 0) {
      const chunk = this.#chunks[index]!;
      for (; at < chunk.keys.length; at += 1) {
        if (range.high !== undefined && chunk.keys[at]! >= range.high) return;
        yield chunk.values[at]!;
      }
    }
  }

  /** The same, last key first. */
  *descending(range: KeyRange): Generator<Value> {
    let index = range.high === undefined ? this.#chunks.length - 1 : this.#chunkOf(range.high);
    let end = range.high === undefined ? undefined : lowerBound(this.#chunks[index]?.keys ?? [], range.high);
    for (; index >= 0; index -= 1, end = undefined) {
      const chunk = this.#chunks[index];
      if (chunk === undefined) continue;
      for (let at = (end ?? chunk.keys.length) - 1; at >= 0; at -= 1) {
        if (chunk.keys[at]! < range.low) return;
        yield chunk.values[at]!;
      }
    }
  }

  /** The chunk that holds the key or would hold it: the last one that starts at or before it. */
  #chunkOf(key: string): number {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#chunks[middle]!.keys[0]! <= key) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  #split(index: number, chunk: Chunk<Value>): void {
    const half = chunk.keys.length >> 1;
    this.#chunks.splice(index + 1, 0, { keys: chunk.keys.splice(half), values: chunk.values.splice(half) });
  }
}

/** The index of the first key that is not before the given one. */
function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
