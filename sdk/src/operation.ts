// A write that is under way: awaitable for its result, iterable for its progress, and resumable by its id.
import type { Operation } from '@hikube/openapi/types';
import { OperationFailedError, WaitTimeoutError } from './errors.ts';
import type { Clock } from './transport/clock.ts';

/** How a pending operation talks to the API; the resources hand it in. */
export interface OperationDriver<T> {
  /** Reads the operation; the server holds the answer until it has ended, at most `waitMs`. */
  read(id: string, waitMs: number, signal: AbortSignal | undefined): Promise<Operation>;
  cancel(id: string): Promise<Operation>;
  /** What a caller gets when the work has succeeded. */
  result(operation: Operation, signal: AbortSignal | undefined): Promise<T>;
  readonly clock: Clock;
}

/** Options of a wait. */
export interface WaitOptions {
  /** Ends the wait, not the work. */
  readonly signal?: AbortSignal | undefined;
  /** Longest wait in milliseconds; without it, the wait lasts as long as the work. */
  readonly timeoutMs?: number;
  /** Called with each state that differs from the one before. */
  readonly onProgress?: (operation: Operation) => void;
}

/** The server holds an answer this long when only the end matters … */
const QUIET_WAIT_MS = 20_000;
/** … and this long when somebody watches the progress. */
const PROGRESS_WAIT_MS = 1_000;

/** The operation will not change any more. */
export function hasEnded(operation: Operation): boolean {
  return operation.endedAt !== null;
}

/**
 * A write that the API has accepted, or is about to. `await` gives the result once the work has arrived and throws
 * `OperationFailedError` when it does not; `for await` gives each new state of the operation; `accepted` is the
 * operation as it was first answered.
 */
export class PendingOperation<T> implements PromiseLike<T>, AsyncIterable<Operation> {
  /** Settles when the API has accepted or refused the write. */
  readonly accepted: Promise<Operation>;
  readonly #driver: OperationDriver<T>;
  readonly #signal: AbortSignal | undefined;

  constructor(accepted: Promise<Operation>, driver: OperationDriver<T>, signal?: AbortSignal) {
    this.accepted = accepted;
    this.#driver = driver;
    this.#signal = signal;
  }

  // biome-ignore lint/suspicious/noThenProperty: awaiting the operation is its interface.
  then<A = T, B = never>(
    onResult?: ((result: T) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.wait().then(onResult, onError);
  }

  /** Waits until the work has arrived. */
  async wait(options: WaitOptions = {}): Promise<T> {
    const signal = options.signal ?? this.#signal;
    const pace = options.onProgress ? PROGRESS_WAIT_MS : QUIET_WAIT_MS;
    let operation: Operation | undefined;
    for await (operation of this.#states({ ...options, signal }, pace)) options.onProgress?.(operation);
    return this.#driver.result(operation as Operation, signal);
  }

  /** Each state of the operation that differs from the one before, until it has ended. */
  [Symbol.asyncIterator](): AsyncGenerator<Operation, void, void> {
    return this.#states({ signal: this.#signal }, PROGRESS_WAIT_MS);
  }

  /** Asks the platform to stop; refused with `not_cancellable` when it is too late. */
  async cancel(): Promise<Operation> {
    return this.#driver.cancel((await this.accepted).id);
  }

  async *#states(options: WaitOptions, paceMs: number): AsyncGenerator<Operation, void, void> {
    const { clock } = this.#driver;
    const started = clock.now();
    let operation = await this.accepted;
    yield operation;
    while (!hasEnded(operation)) {
      options.signal?.throwIfAborted();
      const left = options.timeoutMs === undefined ? paceMs : started + options.timeoutMs - clock.now();
      if (left <= 0) throw new WaitTimeoutError(operation, clock.now() - started);
      const next = await this.#driver.read(operation.id, Math.min(paceMs, left), options.signal);
      if (JSON.stringify(next) !== JSON.stringify(operation)) yield next;
      operation = next;
    }
    if (operation.status !== 'succeeded') throw new OperationFailedError(operation);
  }
}
