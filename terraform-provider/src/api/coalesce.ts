// Many reads become one list. Terraform refreshes each resource by itself, ten at a time: a GET for each would be most
// of what a plan of many resources takes. A read that has no company never waits for any.

/** Where values come from. */
export interface Source<V> {
  one(key: string, signal: AbortSignal): Promise<V>;
  all(signal: AbortSignal): Promise<ReadonlyMap<string, V>>;
  /** What it means that the list lacks a key; without this, a read of that one object decides. */
  readonly absent?: V;
}

export interface Coalescing {
  /** How long a read that is not the first waits for others, in milliseconds. */
  readonly windowMs: number;
  /** So many reads are worth a list, whether they wait together or came one after the other. */
  readonly atLeast: number;
  /** How long a list may be used after it was read, in milliseconds. */
  readonly maxAgeMs: number;
}

/**
 * Terraform asks for ten at once: eight are a refresh of many, and not a handful of resources. On a busy machine they
 * trickle in, so that those which went out alone count too.
 */
export const coalescing: Coalescing = { windowMs: 5, atLeast: 8, maxAgeMs: 10_000 };

export interface Time {
  readonly now: () => number;
  readonly after: (milliseconds: number, action: () => void) => void;
}

interface Waiting<V> {
  readonly key: string;
  readonly signal: AbortSignal;
  readonly settle: (value: Promise<V>) => void;
}

/** Reads of one kind of object. */
export class Reader<V> {
  readonly #source: Source<V>;
  readonly #time: Time;
  readonly #rules: Coalescing;
  #waiting: Waiting<V>[] = [];
  /** Reads that went out alone, one not long after the other. */
  #alone = 0;
  #lastAt = Number.NEGATIVE_INFINITY;
  #list: { readonly values: Promise<ReadonlyMap<string, V>>; readonly readAt: number } | undefined;

  constructor(source: Source<V>, time: Time, rules: Coalescing = coalescing) {
    this.#source = source;
    this.#time = time;
    this.#rules = rules;
  }

  /** One value; rejects as a read of that one object would. */
  read(key: string, signal: AbortSignal): Promise<V> {
    if (this.#hasFreshList()) return this.#fromList(key, signal);
    const now = this.#time.now();
    if (now - this.#lastAt > this.#rules.maxAgeMs) this.#alone = 0;
    this.#lastAt = now;
    if (this.#alone === 0) {
      this.#alone = 1;
      return this.#source.one(key, signal);
    }
    return new Promise((resolve) => {
      this.#waiting.push({ key, signal, settle: resolve });
      if (this.#waiting.length === 1) this.#time.after(this.#rules.windowMs, () => this.#flush());
    });
  }

  /** Forgets what was listed: something is about to be written, and what follows must see it. */
  forget(): void {
    this.#list = undefined;
    this.#alone = 0;
  }

  #hasFreshList(): boolean {
    return this.#list !== undefined && this.#time.now() - this.#list.readAt <= this.#rules.maxAgeMs;
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    const [first] = waiting;
    if (first === undefined) return;
    if (this.#alone + waiting.length < this.#rules.atLeast) {
      this.#alone += waiting.length;
      for (const { key, signal, settle } of waiting) settle(this.#source.one(key, signal));
      return;
    }
    this.#list = { values: this.#source.all(first.signal), readAt: this.#time.now() };
    for (const { key, signal, settle } of waiting) settle(this.#fromList(key, signal));
  }

  async #fromList(key: string, signal: AbortSignal): Promise<V> {
    const values = await this.#list?.values.catch(() => undefined);
    const found = values?.get(key);
    if (found !== undefined) return found;
    if (values !== undefined && this.#source.absent !== undefined) return this.#source.absent;
    // Absence from a list is no proof, and a list that failed is none either.
    return this.#source.one(key, signal);
  }
}
