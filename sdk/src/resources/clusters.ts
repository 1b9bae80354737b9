// Clusters.
import type { Cluster, ClusterCreate, ClusterPatch, Impact, Operation } from '@hikube/openapi/client-types';
import type { CallOptions, Context, CreateOptions, PreviewOptions, WriteOptions } from '../context.ts';
import { pending, signalOf, unwrap, writeHeaders } from '../context.ts';
import type { PendingOperation } from '../operation.ts';
import { type ListOptions, type Paginated, paginate } from '../pagination.ts';

export class Clusters {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /** All clusters of the tenant, by name. */
  list(options: ListOptions = {}): Paginated<Cluster> {
    return paginate(options, (page) =>
      unwrap(
        this.#context.api.GET('/clusters', {
          params: { query: page },
          ...signalOf(options),
        }),
      ),
    );
  }

  /** One cluster; `NotFoundError` when there is none of this name. */
  get(cluster: string, options: CallOptions = {}): Promise<Cluster> {
    return unwrap(
      this.#context.api.GET('/clusters/{cluster}', { params: { path: { cluster } }, ...signalOf(options) }),
    );
  }

  /** Creates a cluster with the node groups and add-ons of `body`; awaiting gives the cluster once it is up. */
  create(body: ClusterCreate, options: CreateOptions = {}): PendingOperation<Cluster> {
    return pending(
      this.#context,
      unwrap(this.#context.api.POST('/clusters', this.#creation(body, options))),
      this.#read(body.name),
      options,
    );
  }

  /** What `create` would do. */
  previewCreate(body: ClusterCreate, options: PreviewOptions = {}): Promise<Impact> {
    return unwrap(this.#context.api.POST('/previews/clusters', this.#creation(body, options)));
  }

  /** Merges `patch` into the cluster; awaiting gives the cluster once the change has arrived. */
  update(cluster: string, patch: ClusterPatch, options: WriteOptions = {}): PendingOperation<Cluster> {
    return pending(
      this.#context,
      unwrap(this.#context.api.PATCH('/clusters/{cluster}', this.#change(cluster, patch, options))),
      this.#read(cluster),
      options,
    );
  }

  /** What `update` would do: which nodes roll, what the quota says. */
  previewUpdate(cluster: string, patch: ClusterPatch, options: PreviewOptions = {}): Promise<Impact> {
    return unwrap(
      this.#context.api.PATCH('/previews/clusters/{cluster}', this.#change(cluster, patch, options)),
    );
  }

  /** Deletes the cluster with everything in it; awaiting returns when it is gone. */
  delete(cluster: string, options: WriteOptions = {}): PendingOperation<void> {
    return pending(
      this.#context,
      unwrap(this.#context.api.DELETE('/clusters/{cluster}', this.#deletion(cluster, options))),
      async () => {},
      options,
    );
  }

  /** What `delete` would remove. */
  previewDelete(cluster: string, options: PreviewOptions = {}): Promise<Impact> {
    return unwrap(this.#context.api.DELETE('/previews/clusters/{cluster}', this.#deletion(cluster, options)));
  }

  #read(cluster: string) {
    return (_operation: Operation, signal: AbortSignal | undefined) => this.get(cluster, { signal });
  }

  #creation(body: ClusterCreate, options: CreateOptions) {
    return {
      body,
      headers: writeHeaders(this.#context, options),
      ...signalOf(options),
    };
  }

  #change(cluster: string, body: ClusterPatch, options: WriteOptions) {
    return {
      params: { path: { cluster } },
      body,
      headers: { 'Content-Type': 'application/merge-patch+json', ...writeHeaders(this.#context, options) },
      ...signalOf(options),
    };
  }

  #deletion(cluster: string, options: WriteOptions) {
    return {
      params: { path: { cluster } },
      headers: writeHeaders(this.#context, options),
      ...signalOf(options),
    };
  }
}
