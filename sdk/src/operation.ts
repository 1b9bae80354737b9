// A write that is under way: awaitable for its result, iterable for its progress, and resumable by its id.
import type { Operation } from '@hikube/openapi/client-types';
import type { ApiCall } from './answering.ts';
import { ConnectionError, HikubeError, OperationFailedError, WaitTimeoutError } from './errors.ts';
import { LimitReached, Patience } from './patience.ts';
import { type OperationToken, type ResultName, tokenOf } from './results.ts';
import type { Clock } from './transport/clock.ts';

/** How a pending operation talks to the API; the resources hand it in. */
export interface OperationDriver<T> {
  /** What the work leads to. */
  readonly leadsTo: ResultName;
  /** Reads the operation; the server holds the answer until it has ended, at most `waitMs`. */
  read(id: string, waitMs: number, signal: AbortSignal): Promise<Operation>;
  cancel(id: string): Promise<Operation>;
  /** What a caller gets when the work has succeeded. */
  result(operation: Operation, signal: AbortSignal): Promise<T>;
  readonly clock: Clock;
}

/** Options of a wait. */
export interface WaitOptions {
  /** Ends the wait, not the work. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Longest wait in milliseconds; without it, the wait lasts as long as the work. Until then it lives through restarts
   * of the API, lost connections, 429 and 5xx.
   */
  readonly timeoutMs?: number;
  /** Called with each state that differs from the one before, and waited for; what it throws ends the wait. */
  readonly onProgress?: (operation: Operation) => void;
  /**
   * Called each time the API could not be asked, with the milliseconds for which that has lasted, and waited for; the wait
   * goes on, unless it throws.
   */
  readonly onInterruption?: (error: HikubeError, awayMs: number) => void;
}

/** The server holds an answer this long when only the end matters … */
const QUIET_WAIT_MS = 20_000;
/** … and this long when somebody watches the progress. */
const PROGRESS_WAIT_MS = 1_000;

/** However soon a server answers, nobody asks again before this has passed since the last time, unless there was news. */
const TURN_MS = 500;
/** A server holds its answer for this part of what is left of a wait, so that the answer comes before its end. */
const HELD_PART = 3 / 4;
/** With less than this left of a wait, nobody asks again. */
const TOO_LATE_MS = 20;

/**
 * The operation will not change any more.
 *
 * @example
 * for await (const operation of hikube.operations.list()) {
 *   if (!hasEnded(operation)) console.log(operation.kind, `${operation.progress.percent} %`);
 * }
 */
export function hasEnded(operation: Operation): boolean {
  return operation.endedAt !== null;
}

/**
 * A write that the API has accepted, or is about to. `await` gives the result once the work has arrived and throws
 * `OperationFailedError` when it does not; `for await` gives each new state of the operation; `accepted` is the
 * operation as it was first answered.
 *
 * @example
 * const creation = hikube.clusters.create({ name: 'shop' });
 * console.log((await creation.accepted).id);
 * for await (const { progress, phase } of creation) console.log(`${progress.percent} % ${phase}`);
 * console.log((await creation).endpoint);
 */
export class PendingOperation<T> implements PromiseLike<T>, AsyncIterable<Operation> {
  /** Settles when the API has accepted or refused the write; `accepted.withResponse()` has the request id, too. */
  readonly accepted: ApiCall<Operation>;
  readonly #driver: OperationDriver<T>;
  readonly #signal: AbortSignal | undefined;

  constructor(accepted: ApiCall<Operation>, driver: OperationDriver<T>, signal?: AbortSignal) {
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

  /**
   * Waits until the work has arrived.
   * @throws WaitTimeoutError at `timeoutMs`
   * @throws OperationFailedError when the work failed, was cancelled, or was replaced by a later write
   * @throws HikubeError for what waiting does not mend, with the operation in it once the write was accepted
   */
  async wait(options: WaitOptions = {}): Promise<T> {
    const patience = this.#patience(options);
    const pace = options.onProgress ? PROGRESS_WAIT_MS : QUIET_WAIT_MS;
    let operation: Operation | undefined;
    for await (operation of this.#states(patience, pace)) await options.onProgress?.(operation);
    const ended = operation as Operation;
    try {
      return await patience.persist((signal) => this.#driver.result(ended, signal));
    } catch (error) {
      throw withOperation(error, ended, patience);
    }
  }

  /** Each state of the operation that differs from the one before, until it has ended. */
  [Symbol.asyncIterator](): AsyncGenerator<Operation, void, void> {
    return this.#states(this.#patience({}), PROGRESS_WAIT_MS);
  }

  /**
   * A text by which another process can wait on, over restarts of this one and of the service. Settles once the API has
   * accepted the write.
   *
   * @example
   * const token = await hikube.clusters.create({ name: 'prod' }).serialize();
   * const cluster = await hikube.operations.resume(token);
   */
  async serialize(): Promise<OperationToken<T>> {
    return tokenOf(this.#driver.leadsTo, (await this.accepted).id);
  }

  /** Asks the platform to stop; refused with `not_cancellable` when it is too late. */
  async cancel(): Promise<Operation> {
    return this.#driver.cancel((await this.accepted).id);
  }

  #patience(options: WaitOptions): Patience {
    // Whoever waits is told by the wait. One that cannot begin, or ends first, must not leave a refusal that nobody handles.
    this.accepted.catch(() => {});
    return new Patience(this.#driver.clock, { ...options, signal: options.signal ?? this.#signal });
  }

  async *#states(patience: Patience, paceMs: number): AsyncGenerator<Operation, void, void> {
    let operation = await this.#acceptedWithin(patience);
    yield operation;
    let isNews = true;
    while (!hasEnded(operation)) {
      // Whoever answers with news does so when there are some, and not again and again.
      const turnMs = isNews ? 0 : TURN_MS;
      const next = await this.#next(operation, patience, { paceMs, turnMs });
      isNews = JSON.stringify(next) !== JSON.stringify(operation);
      if (isNews) yield next;
      operation = next;
    }
    if (operation.status !== 'succeeded') throw new OperationFailedError(operation);
  }

  async #next(
    operation: Operation,
    patience: Patience,
    { paceMs, turnMs }: { readonly paceMs: number; readonly turnMs: number },
  ): Promise<Operation> {
    try {
      if (patience.leftMs < TOO_LATE_MS) await patience.exhaust();
      await patience.turn(Math.min(turnMs, patience.leftMs * HELD_PART));
      return await patience.persist((signal) =>
        this.#driver.read(operation.id, Math.min(paceMs, patience.leftMs * HELD_PART), signal),
      );
    } catch (error) {
      throw withOperation(error, operation, patience);
    }
  }

  /** Before the write is accepted there is no operation that could be resumed. */
  async #acceptedWithin(patience: Patience): Promise<Operation> {
    try {
      return await patience.once(() => this.accepted);
    } catch (error) {
      if (!(error instanceof LimitReached)) throw error;
      throw new ConnectionError(
        `The API has not answered the write within ${patience.waitedMs} ms; it may still be carried out.`,
        { retryable: true },
      );
    }
  }
}

/** The error with the operation that was waited for. What a caller aborts with stays as it is. */
function withOperation(error: unknown, operation: Operation, patience: Patience): unknown {
  if (error instanceof LimitReached) {
    return new WaitTimeoutError(operation, patience.waitedMs, patience.interruption);
  }
  if (error instanceof HikubeError) error.operation ??= operation;
  return error;
}
