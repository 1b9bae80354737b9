// Worker nodes of a cluster.
import type { Impact, Node, Operation } from '@hikube/openapi/types';
import type { CallOptions, Context, WriteOptions } from '../context.ts';
import { asImpact, pending, signalOf, unwrap, writeHeaders } from '../context.ts';
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
    return pending(this.#context, this.#replace(cluster, node, options, false), async () => {}, options);
  }

  /** What `replace` would do. */
  previewReplace(cluster: string, node: string, options: WriteOptions = {}): Promise<Impact> {
    return asImpact(this.#replace(cluster, node, options, true));
  }

  #replace(cluster: string, node: string, options: WriteOptions, dryRun: boolean) {
    return unwrap<Impact | Operation>(
      this.#context.api.POST('/clusters/{cluster}/nodes/{node}/replace', {
        params: { path: { cluster, node }, query: { dryRun } },
        headers: writeHeaders(this.#context, options),
        ...signalOf(options),
      }),
    );
  }
}
