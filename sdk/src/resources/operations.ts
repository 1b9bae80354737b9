// Work that writes started.
import type { Operation, OperationStatus } from '@hikube/openapi/client-types';
import { asOperation, type CallOptions, type Context, driver, signalOf, unwrap } from '../context.ts';
import { PendingOperation } from '../operation.ts';
import { type ListOptions, type Paginated, paginate } from '../pagination.ts';

/** Options of the list of operations. */
export interface OperationListOptions extends ListOptions {
  /** Only operations on this cluster or on something in it. */
  readonly target?: string;
  readonly status?: OperationStatus;
}

export class Operations {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /** Operations of the tenant, newest first. */
  list(options: OperationListOptions = {}): Paginated<Operation> {
    const { target, status } = options;
    return paginate(options, (page) =>
      unwrap(
        this.#context.api.GET('/operations', {
          params: {
            query: {
              ...page,
              ...(target === undefined ? {} : { target }),
              ...(status === undefined ? {} : { status }),
            },
          },
          ...signalOf(options),
        }),
      ),
    );
  }

  /** One operation as it is now. */
  get(operation: string, options: CallOptions = {}): Promise<Operation> {
    return asOperation(
      unwrap<Operation>(
        this.#context.api.GET('/operations/{operation}', {
          params: { path: { operation } },
          ...signalOf(options),
        }),
      ),
    );
  }

  /** Waits again for an operation that an earlier process began to wait for. */
  resume(operation: string, options: CallOptions = {}): PendingOperation<Operation> {
    const finished = (ended: Operation) => Promise.resolve(ended);
    return new PendingOperation(
      this.get(operation, options),
      driver(this.#context, finished),
      options.signal,
    );
  }

  /** Asks the platform to stop; refused with `not_cancellable` when it is too late. */
  cancel(operation: string, options: CallOptions = {}): Promise<Operation> {
    return asOperation(
      unwrap<Operation>(
        this.#context.api.POST('/operations/{operation}/cancel', {
          params: { path: { operation } },
          ...signalOf(options),
        }),
      ),
    );
  }
}
