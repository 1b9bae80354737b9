// Worker nodes of a cluster.
import type { Impact, Node } from '@hikube/openapi/client-types';
import type { CallOptions, Context, PreviewOptions, WriteOptions } from '../context.ts';
import { pending, signalOf, unwrap, writeHeaders } from '../context.ts';
import type { PendingOperation } from '../operation.ts';
import { type ListOptions, type Paginated, paginate } from '../pagination.ts';

export class Nodes {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /** All nodes of a cluster, by name, with the site that each runs on; `-` lists those of every cluster. */
  list(cluster: string, options: ListOptions = {}): Paginated<Node> {
    return paginate(options, (page) =>
      unwrap(
        this.#context.api.GET('/clusters/{cluster}/nodes', {
          params: { path: { cluster }, query: page },
          ...signalOf(options),
        }),
      ),
    );
  }

  /** One node. */
  get(cluster: string, node: string, options: CallOptions = {}): Promise<Node> {
    return unwrap(
      this.#context.api.GET('/clusters/{cluster}/nodes/{node}', {
        params: { path: { cluster, node } },
        ...signalOf(options),
      }),
    );
  }

  /** Brings up a new node, drains this one and removes it. */
  replace(cluster: string, node: string, options: WriteOptions = {}): PendingOperation<void> {
    return pending(
      this.#context,
      unwrap(
        this.#context.api.POST(
          '/clusters/{cluster}/nodes/{node}/replace',
          this.#replacement(cluster, node, options),
        ),
      ),
      async () => {},
      options,
    );
  }

  /** What `replace` would do. */
  previewReplace(cluster: string, node: string, options: PreviewOptions = {}): Promise<Impact> {
    return unwrap(
      this.#context.api.POST(
        '/previews/clusters/{cluster}/nodes/{node}/replace',
        this.#replacement(cluster, node, options),
      ),
    );
  }

  #replacement(cluster: string, node: string, options: WriteOptions) {
    return {
      params: { path: { cluster, node } },
      headers: writeHeaders(this.#context, options),
      ...signalOf(options),
    };
  }
}
