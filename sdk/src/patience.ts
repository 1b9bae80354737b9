// The patience of one wait: it lives through everything that passes (a restart, a lost connection, 429, 5xx) and ends
// at its own limit and at nothing else.
import { UNKNOWN } from './error-from-response.ts';
import {
  ApiError,
  ConfigurationError,
  ConnectionError,
  type HikubeError,
  UnexpectedAnswerError,
} from './errors.ts';
import type { Clock } from './transport/clock.ts';
import { RETRYABLE } from './transport/retry.ts';
import { within } from './transport/within.ts';

/** How long a wait lasts, and whom it tells. */
export interface PatienceOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds; none by default. */
  readonly timeoutMs?: number;
  /** Called each time the API could not be asked, with the milliseconds since it was asked last. */
  readonly onInterruption?: ((error: HikubeError, awayMs: number) => void) | undefined;
}

/** The limit of a wait was reached. */
export class LimitReached extends Error {}

const PAUSE_FIRST_MS = 500;
/** A wait looks again after this time at the latest, whatever Retry-After says: nobody else is told that it ended. */
const PAUSE_MAX_MS = 30_000;

export class Patience {
  readonly #clock: Clock;
  readonly #options: PatienceOptions;
  readonly #started: number;
  #interruption: HikubeError | undefined;
  #turnAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, options: PatienceOptions) {
    const { timeoutMs = 0 } = options;
    if (!(timeoutMs >= 0)) {
      throw new ConfigurationError(
        `timeoutMs must be a number of milliseconds of 0 or more, not ${timeoutMs}.`,
      );
    }
    this.#clock = clock;
    this.#options = options;
    this.#started = this.#time();
  }

  #time(): number {
    return this.#clock.monotonic?.() ?? this.#clock.now();
  }

  /** Milliseconds since the wait began. */
  get waitedMs(): number {
    return Math.round(this.#time() - this.#started);
  }

  /** Milliseconds until the limit; 0 or less when it is reached. */
  get leftMs(): number {
    const { timeoutMs } = this.#options;
    return timeoutMs === undefined ? Number.POSITIVE_INFINITY : timeoutMs - (this.#time() - this.#started);
  }

  /** Why the API cannot be asked at the moment. */
  get interruption(): HikubeError | undefined {
    return this.#interruption;
  }

  /**
   * Waits until `everyMs` have passed since the turn before. A service holds its answers and so sets the pace; a proxy
   * in between, or a service that is full, may answer at once and again.
   */
  async turn(everyMs: number): Promise<void> {
    const restMs = this.#turnAt + everyMs - this.#time();
    if (restMs > 0) await this.#clock.sleep(restMs, this.#options.signal);
    this.#turnAt = this.#time();
  }

  /** Waits for nothing but the limit. @throws LimitReached, or the reason of the signal */
  async exhaust(): Promise<never> {
    await this.#clock.sleep(Math.max(0, this.leftMs), this.#options.signal);
    throw new LimitReached();
  }

  /** What `work` gives in time. @throws LimitReached, or the reason of the signal */
  once<T>(work: (signal: AbortSignal) => PromiseLike<T>): Promise<T> {
    return within(work, {
      signal: this.#options.signal,
      limitMs: Math.max(0, this.leftMs),
      clock: this.#clock,
      late: () => new LimitReached(),
    });
  }

  /** What `work` gives, however often it has to be tried. @throws LimitReached, the reason of the signal, or what lasts */
  async persist<T>(work: (signal: AbortSignal) => PromiseLike<T>): Promise<T> {
    const { signal, onInterruption } = this.#options;
    const since = this.#time();
    for (let pauseMs = PAUSE_FIRST_MS; ; pauseMs = Math.min(PAUSE_MAX_MS, 2 * pauseMs)) {
      if (this.leftMs <= 0) throw new LimitReached();
      try {
        const value = await this.once(work);
        this.#interruption = undefined;
        return value;
      } catch (error) {
        if (!passes(error)) throw error;
        this.#interruption = error;
        await onInterruption?.(error, Math.round(this.#time() - since));
        const asked = error instanceof ApiError ? error.retryAfterMs : undefined;
        await this.#clock.sleep(Math.max(0, Math.min(this.leftMs, PAUSE_MAX_MS, asked || pauseMs)), signal);
      }
    }
  }
}

/** Whether the API may answer again without anybody doing anything about it but its operators. */
function passes(error: unknown): error is HikubeError {
  if (error instanceof UnexpectedAnswerError) return true;
  if (error instanceof ConnectionError) return error.retryable;
  // As with a page in place of an operation: a gateway that has lost the route finds it again.
  if (error instanceof ApiError && error.code === UNKNOWN) return true;
  return error instanceof ApiError && (error.retryable || RETRYABLE.has(error.status));
}
