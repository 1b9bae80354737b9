// Add-ons of a cluster.
import type { Addon, AddonPut, Impact, Operation } from '@hikube/openapi/client-types';
import type { CallOptions, Context, CreateOptions, PreviewOptions, WriteOptions } from '../context.ts';
import { pending, signalOf, unwrap, writeHeaders } from '../context.ts';
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
    return pending(
      this.#context,
      unwrap(
        this.#context.api.PUT(
          '/clusters/{cluster}/addons/{addon}',
          this.#settings(cluster, addon, body, options),
        ),
      ),
      read,
      options,
    );
  }

  /** What `enable` would do. */
  previewEnable(
    cluster: string,
    addon: string,
    body: AddonPut = {},
    options: PreviewOptions = {},
  ): Promise<Impact> {
    return unwrap(
      this.#context.api.PUT(
        '/previews/clusters/{cluster}/addons/{addon}',
        this.#settings(cluster, addon, body, options),
      ),
    );
  }

  /** Disables the add-on; one that is always on goes back to its default settings. */
  disable(cluster: string, addon: string, options: WriteOptions = {}): PendingOperation<void> {
    return pending(
      this.#context,
      unwrap(
        this.#context.api.DELETE(
          '/clusters/{cluster}/addons/{addon}',
          this.#removal(cluster, addon, options),
        ),
      ),
      async () => {},
      options,
    );
  }

  /** What `disable` would do. */
  previewDisable(cluster: string, addon: string, options: PreviewOptions = {}): Promise<Impact> {
    return unwrap(
      this.#context.api.DELETE(
        '/previews/clusters/{cluster}/addons/{addon}',
        this.#removal(cluster, addon, options),
      ),
    );
  }

  #settings(cluster: string, addon: string, body: AddonPut, options: CreateOptions) {
    return {
      params: { path: { cluster, addon } },
      body,
      headers: writeHeaders(this.#context, options),
      ...signalOf(options),
    };
  }

  #removal(cluster: string, addon: string, options: WriteOptions) {
    return {
      params: { path: { cluster, addon } },
      headers: writeHeaders(this.#context, options),
      ...signalOf(options),
    };
  }
}
