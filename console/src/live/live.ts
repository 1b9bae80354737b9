// A value that is read again and again: what was read stays when a later reading fails, with its age.
import type { Clock } from '@hikube/sdk';
import { Listeners } from './listeners.ts';

/** What is known of a value. */
export interface Reading<T> {
  readonly data: T | undefined;
  /** When `data` was read: milliseconds since the epoch. */
  readonly at: number | undefined;
  /** Why the last reading failed; undefined when it did not. */
  readonly error: unknown;
}

/** A value that is read again when somebody asks. */
export class Live<T> {
  readonly #read: (signal: AbortSignal) => Promise<T>;
  readonly #clock: Clock;
  readonly #listeners = new Listeners();
  readonly #end = new AbortController();
  #reading: Reading<T> = { data: undefined, at: undefined, error: undefined };
  #underWay: Promise<void> | undefined;
  #isAskedAgain = false;

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

  /** Reads on, at this pace, until `signal` is aborted. */
  async keep(everyMs: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.refresh();
      await this.#clock.sleep(everyMs, signal).catch(() => undefined);
    }
  }

  /** Nothing is read any more. */
  close(): void {
    this.#end.abort();
  }

  async #readOn(): Promise<void> {
    do {
      this.#isAskedAgain = false;
      await this.#readOnce();
    } while (this.#isAskedAgain && !this.#end.signal.aborted);
  }

  async #readOnce(): Promise<void> {
    const at = this.#clock.now();
    try {
      const data = await this.#read(this.#end.signal);
      this.#become({ data, at, error: undefined });
    } catch (error) {
      this.#become({ ...this.#reading, error });
    }
  }

  #become(reading: Reading<T>): void {
    if (this.#end.signal.aborted) return;
    this.#reading = reading;
    this.#listeners.tell();
  }
}
