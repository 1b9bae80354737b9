// Work that writes started.
import type { Operation, OperationKind, OperationStatus } from '@hikube/openapi/client-types';
import type * as closed from '@hikube/openapi/types';
import { checkOperation } from '../answer-shape.ts';
import { type ApiCall, answering } from '../answering.ts';
import { list } from '../calls.ts';
import { type CallOptions, type Context, exchange, type KeyedOptions } from '../context.ts';
import type { PendingOperation } from '../operation.ts';
import type { ListOptions, Paginated } from '../pagination.ts';
import { pending } from '../pending.ts';
import { type OperationToken, type ResultName, type Results, readToken } from '../results.ts';

type ClosedStatus = closed.OperationStatus;
// A newer service may have kinds that this client does not know, and says itself what it does not know.
type ClosedKind = closed.OperationKind;

/** Options of the list of operations. */
export interface OperationListOptions extends ListOptions {
  /** Only operations on this cluster or on something in it. */
  readonly cluster?: string;
  /** Only operations in this status, or in one of these. */
  readonly status?: OperationStatus | readonly OperationStatus[];
  /** Only operations of this kind, or of one of these. */
  readonly kind?: OperationKind | readonly OperationKind[];
  /** Only operations on the object with this uid: unlike its name, it never belongs to a later object. */
  readonly uid?: string;
}

export class Operations {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /**
   * Operations of the tenant, newest first.
   *
   * @example
   * const { items } = await hikube.operations.list({ status: ['pending', 'running'] });
   */
  list(options: OperationListOptions = {}): Paginated<Operation> {
    const { cluster, status, kind, uid } = options;
    const query = {
      ...(cluster === undefined ? {} : { cluster }),
      ...(status === undefined ? {} : { status: [status].flat() as ClosedStatus[] }),
      ...(kind === undefined ? {} : { kind: [kind].flat() as ClosedKind[] }),
      ...(uid === undefined ? {} : { uid }),
    };
    return list(this.#context, '/operations', { query }, options);
  }

  /**
   * One operation as it is now.
   *
   * @example
   * const { progress } = await hikube.operations.get('op-01hzy3v7q8k9');
   */
  get(operation: string, options: CallOptions = {}): ApiCall<Operation> {
    const address = '/operations/{operation}';
    return exchange(this.#context, { method: 'GET', address, path: { operation } }, options, checkOperation);
  }

  /**
   * Waits again for an operation that an earlier process began to wait for, over restarts of either side.
   *
   * @param operation a token of `PendingOperation.serialize`, or an id, which leads to the operation itself
   * @param result what it leads to; a token that was read from a file is a mere text to the compiler, and this is checked
   * @throws ConfigurationError when a token leads to something else than `result`
   *
   * @example
   * const cluster = await hikube.operations.resume(await readFile('creation', 'utf8'), 'cluster');
   */
  resume<Name extends ResultName>(
    operation: string,
    result: Name,
    options?: CallOptions,
  ): PendingOperation<Results[Name]>;
  resume<T>(operation: OperationToken<T>, result?: undefined, options?: CallOptions): PendingOperation<T>;
  resume(operation: string, options?: CallOptions): PendingOperation<Operation>;
  resume(
    text: string,
    second?: ResultName | CallOptions,
    third: CallOptions = {},
  ): PendingOperation<unknown> {
    const [expected, options] = typeof second === 'string' ? [second, third] : [undefined, second ?? third];
    try {
      const { result, operation } = readToken(text, expected);
      return pending(this.#context, this.get(operation, options), result, options);
    } catch (error) {
      return pending(this.#context, answering(Promise.reject(error)), 'operation', options);
    }
  }

  /**
   * Asks the platform to stop; refused with `not_cancellable` when it is too late.
   *
   * @example
   * const { status } = await hikube.operations.cancel('op-01hzy3v7q8k9');
   */
  cancel(operation: string, options: KeyedOptions = {}): ApiCall<Operation> {
    const address = '/operations/{operation}/cancel';
    const headers = { 'Idempotency-Key': options.idempotencyKey };
    const what = { method: 'POST', address, path: { operation }, headers };
    return exchange(this.#context, what, options, checkOperation);
  }
}
