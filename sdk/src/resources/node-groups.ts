// Node groups of a cluster.
import type {
  Impact,
  NodeGroup,
  NodeGroupCreate,
  NodeGroupPatch,
  Operation,
} from '@hikube/openapi/client-types';
import type { CallOptions, Context, CreateOptions, PreviewOptions, WriteOptions } from '../context.ts';
import { pending, signalOf, unwrap, writeHeaders } from '../context.ts';
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
      unwrap(
        this.#context.api.POST('/clusters/{cluster}/node-groups', this.#creation(cluster, body, options)),
      ),
      this.#read(cluster, body.name),
      options,
    );
  }

  /** What `create` would do. */
  previewCreate(cluster: string, body: NodeGroupCreate, options: PreviewOptions = {}): Promise<Impact> {
    return unwrap(
      this.#context.api.POST(
        '/previews/clusters/{cluster}/node-groups',
        this.#creation(cluster, body, options),
      ),
    );
  }

  /** Merges `patch` into the node group. */
  update(
    cluster: string,
    nodeGroup: string,
    patch: NodeGroupPatch,
    options: WriteOptions = {},
  ): PendingOperation<NodeGroup> {
    const answer = unwrap(
      this.#context.api.PATCH(
        '/clusters/{cluster}/node-groups/{nodeGroup}',
        this.#change(cluster, nodeGroup, patch, options),
      ),
    );
    return pending(this.#context, answer, this.#read(cluster, nodeGroup), options);
  }

  /** What `update` would do. */
  previewUpdate(
    cluster: string,
    nodeGroup: string,
    patch: NodeGroupPatch,
    options: PreviewOptions = {},
  ): Promise<Impact> {
    return unwrap(
      this.#context.api.PATCH(
        '/previews/clusters/{cluster}/node-groups/{nodeGroup}',
        this.#change(cluster, nodeGroup, patch, options),
      ),
    );
  }

  /** Drains and removes the node group. */
  delete(cluster: string, nodeGroup: string, options: WriteOptions = {}): PendingOperation<void> {
    return pending(
      this.#context,
      unwrap(
        this.#context.api.DELETE(
          '/clusters/{cluster}/node-groups/{nodeGroup}',
          this.#deletion(cluster, nodeGroup, options),
        ),
      ),
      async () => {},
      options,
    );
  }

  /** What `delete` would remove. */
  previewDelete(cluster: string, nodeGroup: string, options: PreviewOptions = {}): Promise<Impact> {
    return unwrap(
      this.#context.api.DELETE(
        '/previews/clusters/{cluster}/node-groups/{nodeGroup}',
        this.#deletion(cluster, nodeGroup, options),
      ),
    );
  }

  #read(cluster: string, nodeGroup: string) {
    return (_operation: Operation, signal: AbortSignal | undefined) =>
      this.get(cluster, nodeGroup, { signal });
  }

  #creation(cluster: string, body: NodeGroupCreate, options: CreateOptions) {
    return {
      params: { path: { cluster } },
      body,
      headers: writeHeaders(this.#context, options),
      ...signalOf(options),
    };
  }

  #change(cluster: string, nodeGroup: string, body: NodeGroupPatch, options: WriteOptions) {
    return {
      params: { path: { cluster, nodeGroup } },
      body,
      headers: { 'Content-Type': 'application/merge-patch+json', ...writeHeaders(this.#context, options) },
      ...signalOf(options),
    };
  }

  #deletion(cluster: string, nodeGroup: string, options: WriteOptions) {
    return {
      params: { path: { cluster, nodeGroup } },
      headers: writeHeaders(this.#context, options),
      ...signalOf(options),
    };
  }
}
