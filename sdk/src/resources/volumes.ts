// Persistent volumes of a cluster.
import type { Volume } from '@hikube/openapi/client-types';
import { list } from '../calls.ts';
import type { Context } from '../context.ts';
import type { ListOptions, Paginated } from '../pagination.ts';

export class Volumes {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /** All volumes of a cluster, by name, with the state of their copies now. */
  list(cluster: string, options: ListOptions = {}): Paginated<Volume> {
    return list(this.#context, '/clusters/{cluster}/volumes', { path: { cluster } }, options);
  }
}
