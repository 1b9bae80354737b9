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

  /**
   * All nodes of a cluster, by name, with the site that each runs on; `-` lists those of every cluster.
   *
   * @example
   * for await (const node of hikube.nodes.list('prod')) console.log(node.name);
   */
  list(cluster: string, options: ListOptions = {}): Paginated<Node> {
    return list(this.#context, '/clusters/{cluster}/nodes', { path: { cluster } }, options);
  }

  /**
   * One node.
   *
   * @example
   * const node = await hikube.nodes.get('prod', 'kubernetes-prod-web-k7x2p');
   */
  get(cluster: string, node: string, options: CallOptions = {}): ApiCall<Node> {
    return call(
      this.#context,
      'GET',
      '/clusters/{cluster}/nodes/{node}',
      { path: { cluster, node } },
      options,
    );
  }

  /**
   * Brings up a new node, drains this one and removes it.
   *
   * @example
   * await hikube.nodes.replace('prod', 'kubernetes-prod-web-k7x2p');
   */
  replace(cluster: string, node: string, options: WriteOptions = {}): PendingOperation<void> {
    return write(this.#context, 'POST', REPLACE, { path: { cluster, node } }, options, 'nothing');
  }

  /**
   * What `replace` would do.
   *
   * @example
   * const impact = await hikube.nodes.previewReplace('prod', 'kubernetes-prod-web-k7x2p');
   */
  previewReplace(cluster: string, node: string, options: PreviewOptions = {}): ApiCall<Impact> {
    return preview(this.#context, 'POST', REPLACE, { path: { cluster, node } }, options);
  }
}
