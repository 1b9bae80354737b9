// Clusters.
import type { Cluster, ClusterCreate, ClusterPatch, Impact } from '@hikube/openapi/client-types';
import type { ApiCall } from '../answering.ts';
import { call, list, preview, write } from '../calls.ts';
import {
  type CallOptions,
  type Context,
  type CreateOptions,
  type PreviewOptions,
  type UpdateOptions,
  updateQuery,
  type WriteOptions,
} from '../context.ts';
import type { PendingOperation } from '../operation.ts';
import type { ListOptions, Paginated } from '../pagination.ts';

const CLUSTERS = '/clusters';
const CLUSTER = '/clusters/{cluster}';

/** Options of the list of clusters. */
export interface ClusterListOptions extends ListOptions {
  /** Only clusters with such labels, as `kubectl -l` selects: `team=shop,env in (prod,staging),!legacy`. */
  readonly labels?: string;
}

export class Clusters {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /**
   * Clusters of the tenant, by name: all of them, or those that `labels` selects.
   *
   * @example
   * for await (const cluster of hikube.clusters.list({ labels: 'team=shop' })) console.log(cluster.name);
   */
  list(options: ClusterListOptions = {}): Paginated<Cluster> {
    const { labels } = options;
    return list(this.#context, CLUSTERS, labels === undefined ? {} : { query: { labels } }, options);
  }

  /**
   * One cluster; `NotFoundError` when there is none of this name.
   *
   * @example
   * const { version, status } = await hikube.clusters.get('prod');
   */
  get(cluster: string, options: CallOptions = {}): ApiCall<Cluster> {
    return call(this.#context, 'GET', CLUSTER, { path: { cluster } }, options);
  }

  /**
   * Creates a cluster with the node groups and add-ons of `body`; awaiting gives the cluster once it is up.
   *
   * @example
   * const cluster = await hikube.clusters.create({ name: 'staging', topology: 'development' });
   */
  create(body: ClusterCreate, options: CreateOptions = {}): PendingOperation<Cluster> {
    return write(this.#context, 'POST', CLUSTERS, { body }, options, 'cluster');
  }

  /**
   * What `create` would do.
   *
   * @example
   * const { warnings } = await hikube.clusters.previewCreate({
   *   name: 'prod',
   *   nodeGroups: { web: { minReplicas: 2, maxReplicas: 10, instanceType: 's1.large' } },
   * });
   */
  previewCreate(body: ClusterCreate, options: PreviewOptions = {}): ApiCall<Impact> {
    return preview(this.#context, 'POST', CLUSTERS, { body }, options);
  }

  /**
   * Merges `patch` into the cluster; awaiting gives the cluster once the change has arrived.
   *
   * @example
   * const cluster = await hikube.clusters.update('prod', { version: '1.35' });
   */
  update(cluster: string, patch: ClusterPatch, options: UpdateOptions = {}): PendingOperation<Cluster> {
    const input = { path: { cluster }, query: updateQuery(options), body: patch };
    return write(this.#context, 'PATCH', CLUSTER, input, options, 'cluster');
  }

  /**
   * What `update` would do: which nodes roll, what the quota says.
   *
   * @example
   * const impact = await hikube.clusters.previewUpdate('prod', { version: '1.35' });
   */
  previewUpdate(
    cluster: string,
    patch: ClusterPatch,
    options: PreviewOptions & Pick<UpdateOptions, 'applyIn'> = {},
  ): ApiCall<Impact> {
    const input = { path: { cluster }, query: updateQuery(options), body: patch };
    return preview(this.#context, 'PATCH', CLUSTER, input, options);
  }

  /**
   * Deletes the cluster with everything in it; awaiting returns when it is gone.
   *
   * @example
   * await hikube.clusters.delete('prod');
   */
  delete(cluster: string, options: WriteOptions = {}): PendingOperation<void> {
    return write(this.#context, 'DELETE', CLUSTER, { path: { cluster } }, options, 'nothing');
  }

  /**
   * What `delete` would remove.
   *
   * @example
   * const { deletion } = await hikube.clusters.previewDelete('prod');
   */
  previewDelete(cluster: string, options: PreviewOptions = {}): ApiCall<Impact> {
    return preview(this.#context, 'DELETE', CLUSTER, { path: { cluster } }, options);
  }
}
