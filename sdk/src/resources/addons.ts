// Add-ons of a cluster.
import type { Addon, AddonPut, Impact, Operation } from '@hikube/openapi/types';
import type { CallOptions, Context, CreateOptions, WriteOptions } from '../context.ts';
import { asImpact, pending, signalOf, unwrap, writeHeaders } from '../context.ts';
import type { PendingOperation } from '../operation.ts';
import { type ListOptions, type Paginated, paginate } from '../pagination.ts';

export class Addons {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /** All add-ons of a cluster, by id; `-` lists those of every cluster. */
  list(cluster: string, options: ListOptions = {}): Paginated<Addon> {
    return paginate(options, (page) =>
      unwrap(
        this.#context.api.GET('/clusters/{cluster}/addons', {
          params: { path: { cluster }, query: page },
          ...signalOf(options),
        }),
      ),
    );
  }

  /** One add-on. */
  get(cluster: string, addon: string, options: CallOptions = {}): Promise<Addon> {
    return unwrap(
      this.#context.api.GET('/clusters/{cluster}/addons/{addon}', {
        params: { path: { cluster, addon } },
        ...signalOf(options),
      }),
    );
  }

  /**
   * Enables the add-on with exactly these settings: secret values that are left out are gone afterwards. Awaiting gives
   * it once it is ready or waits for something.
   */
  enable(
    cluster: string,
    addon: string,
    body: AddonPut = {},
    options: CreateOptions = {},
  ): PendingOperation<Addon> {
    const read = (_operation: Operation, signal: AbortSignal | undefined) =>
      this.get(cluster, addon, { signal });
    return pending(this.#context, this.#put(cluster, addon, body, options, false), read, options);
  }

  /** What `enable` would do. */
  previewEnable(
    cluster: string,
    addon: string,
    body: AddonPut = {},
    options: CreateOptions = {},
  ): Promise<Impact> {
    return asImpact(this.#put(cluster, addon, body, options, true));
  }

  /** Disables the add-on; one that is always on goes back to its default settings. */
  disable(cluster: string, addon: string, options: WriteOptions = {}): PendingOperation<void> {
    return pending(this.#context, this.#delete(cluster, addon, options, false), async () => {}, options);
  }

  /** What `disable` would do. */
  previewDisable(cluster: string, addon: string, options: WriteOptions = {}): Promise<Impact> {
    return asImpact(this.#delete(cluster, addon, options, true));
  }

  #put(cluster: string, addon: string, body: AddonPut, options: CreateOptions, dryRun: boolean) {
    return unwrap<Impact | Operation>(
      this.#context.api.PUT('/clusters/{cluster}/addons/{addon}', {
        params: { path: { cluster, addon }, query: { dryRun } },
        body,
        headers: writeHeaders(this.#context, options),
        ...signalOf(options),
      }),
    );
  }

  #delete(cluster: string, addon: string, options: WriteOptions, dryRun: boolean) {
    return unwrap<Impact | Operation>(
      this.#context.api.DELETE('/clusters/{cluster}/addons/{addon}', {
        params: { path: { cluster, addon }, query: { dryRun } },
        headers: writeHeaders(this.#context, options),
        ...signalOf(options),
      }),
    );
  }
}
