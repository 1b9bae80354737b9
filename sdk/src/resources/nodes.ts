// Worker nodes of a cluster.
import type { Impact, Node } from '@hikube/openapi/client-types';
import type { ApiCall } from '../answering.ts';
import { call, list, preview, write } from '../calls.ts';
import type { CallOptions, Context, PreviewOptions, WriteOptions } from '../context.ts';
import type { PendingOperation } from '../operation.ts';
import type { ListOptions, Paginated } from '../pagination.ts';

const REPLACE = '/clusters/{cluster}/nodes/{node}/replace';

export class Nodes {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /** All nodes of a cluster, by name, with the site that each runs on; `-` lists those of every cluster. */
  list(cluster: string, options: ListOptions = {}): Paginated<Node> {
    return list(this.#context, '/clusters/{cluster}/nodes', { path: { cluster } }, options);
  }

  /** One node. */
  get(cluster: string, node: string, options: CallOptions = {}): ApiCall<Node> {
    return call(
      this.#context,
      'GET',
      '/clusters/{cluster}/nodes/{node}',
      { path: { cluster, node } },
      options,
    );
  }

  /** Brings up a new node, drains this one and removes it. */
  replace(cluster: string, node: string, options: WriteOptions = {}): PendingOperation<void> {
    return write(this.#context, 'POST', REPLACE, { path: { cluster, node } }, options, 'nothing');
  }

  /** What `replace` would do. */
  previewReplace(cluster: string, node: string, options: PreviewOptions = {}): ApiCall<Impact> {
    return preview(this.#context, 'POST', REPLACE, { path: { cluster, node } }, options);
  }
}
