// Clusters.
import type { Cluster, ClusterCreate, ClusterPatch, Impact, Operation } from '@hikube/openapi/types';
import type { CallOptions, Context, CreateOptions, WriteOptions } from '../context.ts';
import { asImpact, pending, signalOf, unwrap, writeHeaders } from '../context.ts';
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
    return pending(this.#context, this.#create(body, options, false), this.#read(body.name), options);
  }

  /** What `create` would do. */
  previewCreate(body: ClusterCreate, options: CreateOptions = {}): Promise<Impact> {
    return asImpact(this.#create(body, options, true));
  }

  /** Merges `patch` into the cluster; awaiting gives the cluster once the change has arrived. */
  update(cluster: string, patch: ClusterPatch, options: WriteOptions = {}): PendingOperation<Cluster> {
    return pending(this.#context, this.#update(cluster, patch, options, false), this.#read(cluster), options);
  }

  /** What `update` would do: which nodes roll, what the quota says. */
  previewUpdate(cluster: string, patch: ClusterPatch, options: WriteOptions = {}): Promise<Impact> {
    return asImpact(this.#update(cluster, patch, options, true));
  }

  /** Deletes the cluster with everything in it; awaiting returns when it is gone. */
  delete(cluster: string, options: WriteOptions = {}): PendingOperation<void> {
    return pending(this.#context, this.#delete(cluster, options, false), async () => {}, options);
  }

  /** What `delete` would remove. */
  previewDelete(cluster: string, options: WriteOptions = {}): Promise<Impact> {
    return asImpact(this.#delete(cluster, options, true));
  }

  #read(cluster: string) {
    return (_operation: Operation, signal: AbortSignal | undefined) => this.get(cluster, { signal });
  }

  #create(body: ClusterCreate, options: CreateOptions, dryRun: boolean) {
    const { api } = this.#context;
    return unwrap<Impact | Operation>(
      api.POST('/clusters', {
        params: { query: { dryRun } },
        body,
        headers: writeHeaders(this.#context, options),
        ...signalOf(options),
      }),
    );
  }

  #update(cluster: string, body: ClusterPatch, options: WriteOptions, dryRun: boolean) {
    const { api } = this.#context;
    return unwrap<Impact | Operation>(
      api.PATCH('/clusters/{cluster}', {
        params: { path: { cluster }, query: { dryRun } },
        body,
        headers: { 'Content-Type': 'application/merge-patch+json', ...writeHeaders(this.#context, options) },
        ...signalOf(options),
      }),
    );
  }

  #delete(cluster: string, options: WriteOptions, dryRun: boolean) {
    const { api } = this.#context;
    return unwrap<Impact | Operation>(
      api.DELETE('/clusters/{cluster}', {
        params: { path: { cluster }, query: { dryRun } },
        headers: writeHeaders(this.#context, options),
        ...signalOf(options),
      }),
    );
  }
}
