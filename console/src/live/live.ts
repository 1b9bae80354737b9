// A value that is read again and again: what was read stays when a later reading fails, with its age.
import { type Clock, ConnectionError } from '@hikube/sdk';
import { Listeners } from './listeners.ts';

/** What is known of a value. */
export interface Reading<T> {
  readonly data: T | undefined;
  /** When `data` was read: milliseconds since the epoch. */
  readonly at: number | undefined;
  /** Why the last reading failed; undefined when it did not. */
  readonly error: unknown;
}

/** A connection may be dead without a word: a reading that takes longer is given up, and the next one gets another. */
const PATIENCE_MS = 8_000;
/** Also a service that is slow for good is heard out at last. */
const MOST_PATIENCE_MS = 64_000;
/** Whatever happens meanwhile is one reading. */
const PACE_MS = 1_000;

/** A value that is read again when somebody asks. */
export class Live<T> {
  readonly #read: (signal: AbortSignal) => Promise<T>;
  readonly #clock: Clock;
  readonly #listeners = new Listeners();
  readonly #end = new AbortController();
  #reading: Reading<T> = { data: undefined, at: undefined, error: undefined };
  #underWay: Promise<void> | undefined;
  #isAskedAgain = false;
  #attempt = new AbortController();
  #began = Number.NEGATIVE_INFINITY;
  #isStirred = false;
  #patienceMs = PATIENCE_MS;

  constructor(read: (signal: AbortSignal) => Promise<T>, clock: Clock) {
    this.#read = read;
    this.#clock = clock;
  }

  get reading(): Reading<T> {
    return this.#reading;
  }

  /** @returns the end of listening */
  onChange(listen: () => void): () => void {
    return this.#listeners.add(listen);
  }

  /** Reads; whoever asks while a reading is under way gets one that began after he asked. */
  refresh(): Promise<void> {
    if (this.#underWay !== undefined) {
      this.#isAskedAgain = true;
      return this.#underWay;
    }
    this.#underWay = this.#readOn().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  /** Reads anew, in place of what is under way: after a sleep of the machine, its answer may never come. */
  renew(): Promise<void> {
    const reading = this.refresh();
    if (this.#isAskedAgain) this.#attempt.abort();
    return reading;
  }

  /** Something happened: reads soon, and once for all that happens until then. */
  stir(): void {
    if (this.#isStirred) return;
    this.#isStirred = true;
    const waitMs = Math.max(0, this.#began + PACE_MS - this.#time());
    const wait = waitMs === 0 ? Promise.resolve() : this.#clock.sleep(waitMs, this.#end.signal);
    void wait
      .then(() => {
        this.#isStirred = false;
        return this.refresh();
      })
      .catch(() => undefined);
  }

  /** Reads on, at this pace, until `signal` is aborted. */
  async keep(everyMs: number, signal: AbortSignal): Promise<void> {
    let reading = this.renew();
    for (;;) {
      await reading;
      await this.#clock.sleep(everyMs, signal).catch(() => undefined);
      if (signal.aborted) return;
      reading = this.refresh();
    }
  }

  /** Nothing is read any more. */
  close(): void {
    this.#end.abort();
    this.#attempt.abort();
  }

  #time(): number {
    return this.#clock.monotonic?.() ?? this.#clock.now();
  }

  async #readOn(): Promise<void> {
    do {
      this.#isAskedAgain = false;
      await this.#readOnce();
    } while (this.#isAskedAgain && !this.#end.signal.aborted);
  }

  async #readOnce(): Promise<void> {
    const at = this.#clock.now();
    const attempt = new AbortController();
    this.#attempt = attempt;
    this.#began = this.#time();
    const lift = this.#limit(attempt);
    try {
      const data = await this.#read(attempt.signal);
      this.#patienceMs = Math.max(PATIENCE_MS, 2 * (this.#time() - this.#began));
      this.#become({ data, at, error: undefined });
    } catch (error) {
      // What was only replaced by a newer one has not failed.
      if (!attempt.signal.aborted || attempt.signal.reason instanceof ConnectionError)
        this.#become({ ...this.#reading, error });
    } finally {
      lift();
    }
  }

  /** Gives an attempt up that takes too long; the next one may take twice the time. @returns takes the limit away */
  #limit(attempt: AbortController): () => void {
    const lifted = new AbortController();
    const limitMs = this.#patienceMs;
    this.#clock.sleep(limitMs, lifted.signal).then(
      () => {
        this.#patienceMs = Math.min(MOST_PATIENCE_MS, 2 * limitMs);
        const late = `The service has not answered for ${Math.round(limitMs / 1000)} seconds.`;
        attempt.abort(new ConnectionError(late, { retryable: true }));
      },
      () => undefined,
    );
    return () => lifted.abort();
  }

  #become(reading: Reading<T>): void {
    if (this.#end.signal.aborted) return;
    this.#reading = reading;
    this.#listeners.tell();
  }
}
