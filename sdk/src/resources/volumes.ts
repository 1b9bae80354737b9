// Persistent volumes of a cluster.
import type { Volume } from '@hikube/openapi/client-types';
import { type Context, signalOf, unwrap } from '../context.ts';
import { type ListOptions, type Paginated, paginate } from '../pagination.ts';

export class Volumes {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /** All volumes of a cluster, by name, with the state of their copies now. */
  list(cluster: string, options: ListOptions = {}): Paginated<Volume> {
    return paginate(options, (page) =>
      unwrap(
        this.#context.api.GET('/clusters/{cluster}/volumes', {
          params: { path: { cluster }, query: page },
          ...signalOf(options),
        }),
      ),
    );
  }
}
