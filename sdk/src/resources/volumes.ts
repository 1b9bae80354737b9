// Persistent volumes of a cluster.
import type { Volume } from '@hikube/openapi/types';
import { type Context, signalOf, unwrap } from '../context.ts';
import { type ListOptions, Paginated } from '../pagination.ts';

export class Volumes {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /** All volumes of a cluster, by name, with the state of their copies now. */
  list(cluster: string, options: ListOptions = {}): Paginated<Volume> {
    const { limit } = options;
    return new Paginated(
      (cursor) =>
        unwrap(
          this.#context.api.GET('/clusters/{cluster}/volumes', {
            params: {
              path: { cluster },
              query: {
                ...(limit === undefined ? {} : { limit }),
                ...(cursor === undefined ? {} : { cursor }),
              },
            },
            ...signalOf(options),
          }),
        ),
      options.cursor,
    );
  }
}
