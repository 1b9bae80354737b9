// Node groups of a cluster.
import type { Impact, NodeGroup, NodeGroupCreate, NodeGroupPatch, Operation } from '@hikube/openapi/types';
import type { CallOptions, Context, CreateOptions, WriteOptions } from '../context.ts';
import { asImpact, pending, signalOf, unwrap, writeHeaders } from '../context.ts';
import type { PendingOperation } from '../operation.ts';
import { type ListOptions, type Paginated, paginate } from '../pagination.ts';

export class NodeGroups {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /** All node groups of a cluster, by name; `-` lists those of every cluster. */
  list(cluster: string, options: ListOptions = {}): Paginated<NodeGroup> {
    return paginate(options, (page) =>
      unwrap(
        this.#context.api.GET('/clusters/{cluster}/node-groups', {
          params: { path: { cluster }, query: page },
          ...signalOf(options),
        }),
      ),
    );
  }

  /** One node group. */
  get(cluster: string, nodeGroup: string, options: CallOptions = {}): Promise<NodeGroup> {
    return unwrap(
      this.#context.api.GET('/clusters/{cluster}/node-groups/{nodeGroup}', {
        params: { path: { cluster, nodeGroup } },
        ...signalOf(options),
      }),
    );
  }

  /** Adds a node group; awaiting gives it once its minimum of nodes is ready. */
  create(cluster: string, body: NodeGroupCreate, options: CreateOptions = {}): PendingOperation<NodeGroup> {
    return pending(
      this.#context,
      this.#create(cluster, body, options, false),
      this.#read(cluster, body.name),
      options,
    );
  }

  /** What `create` would do. */
  previewCreate(cluster: string, body: NodeGroupCreate, options: CreateOptions = {}): Promise<Impact> {
    return asImpact(this.#create(cluster, body, options, true));
  }

  /** Merges `patch` into the node group. */
  update(
    cluster: string,
    nodeGroup: string,
    patch: NodeGroupPatch,
    options: WriteOptions = {},
  ): PendingOperation<NodeGroup> {
    const answer = this.#update(cluster, nodeGroup, patch, options, false);
    return pending(this.#context, answer, this.#read(cluster, nodeGroup), options);
  }

  /** What `update` would do. */
  previewUpdate(
    cluster: string,
    nodeGroup: string,
    patch: NodeGroupPatch,
    options: WriteOptions = {},
  ): Promise<Impact> {
    return asImpact(this.#update(cluster, nodeGroup, patch, options, true));
  }

  /** Drains and removes the node group. */
  delete(cluster: string, nodeGroup: string, options: WriteOptions = {}): PendingOperation<void> {
    return pending(this.#context, this.#delete(cluster, nodeGroup, options, false), async () => {}, options);
  }

  /** What `delete` would remove. */
  previewDelete(cluster: string, nodeGroup: string, options: WriteOptions = {}): Promise<Impact> {
    return asImpact(this.#delete(cluster, nodeGroup, options, true));
  }

  #read(cluster: string, nodeGroup: string) {
    return (_operation: Operation, signal: AbortSignal | undefined) =>
      this.get(cluster, nodeGroup, { signal });
  }

  #create(cluster: string, body: NodeGroupCreate, options: CreateOptions, dryRun: boolean) {
    return unwrap<Impact | Operation>(
      this.#context.api.POST('/clusters/{cluster}/node-groups', {
        params: { path: { cluster }, query: { dryRun } },
        body,
        headers: writeHeaders(this.#context, options),
        ...signalOf(options),
      }),
    );
  }

  #update(cluster: string, nodeGroup: string, body: NodeGroupPatch, options: WriteOptions, dryRun: boolean) {
    return unwrap<Impact | Operation>(
      this.#context.api.PATCH('/clusters/{cluster}/node-groups/{nodeGroup}', {
        params: { path: { cluster, nodeGroup }, query: { dryRun } },
        body,
        headers: { 'Content-Type': 'application/merge-patch+json', ...writeHeaders(this.#context, options) },
        ...signalOf(options),
      }),
    );
  }

  #delete(cluster: string, nodeGroup: string, options: WriteOptions, dryRun: boolean) {
    return unwrap<Impact | Operation>(
      this.#context.api.DELETE('/clusters/{cluster}/node-groups/{nodeGroup}', {
        params: { path: { cluster, nodeGroup }, query: { dryRun } },
        headers: writeHeaders(this.#context, options),
        ...signalOf(options),
      }),
    );
  }
}
