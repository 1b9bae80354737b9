// Node groups of a cluster.
import type { Impact, NodeGroup, NodeGroupCreate, NodeGroupPatch } from '@hikube/openapi/client-types';
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

const NODE_GROUPS = '/clusters/{cluster}/node-groups';
const NODE_GROUP = '/clusters/{cluster}/node-groups/{nodeGroup}';

/** Options of a list of node groups. */
export interface NodeGroupListOptions extends ListOptions {
  /** Only node groups with such labels, as `kubectl -l` selects: `pool=fast,!legacy`. */
  readonly labels?: string;
}

export class NodeGroups {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /**
   * Node groups of a cluster, by name; `-` lists those of every cluster.
   *
   * @example
   * const { items } = await hikube.nodeGroups.list('prod');
   */
  list(cluster: string, options: NodeGroupListOptions = {}): Paginated<NodeGroup> {
    const { labels } = options;
    const query = labels === undefined ? {} : { labels };
    return list(this.#context, NODE_GROUPS, { path: { cluster }, query }, options);
  }

  /**
   * One node group.
   *
   * @example
   * const { maxReplicas } = await hikube.nodeGroups.get('prod', 'web');
   */
  get(cluster: string, nodeGroup: string, options: CallOptions = {}): ApiCall<NodeGroup> {
    return call(this.#context, 'GET', NODE_GROUP, { path: { cluster, nodeGroup } }, options);
  }

  /**
   * Adds a node group; awaiting gives it once its minimum of nodes is ready.
   *
   * @example
   * const nodeGroup = await hikube.nodeGroups.create('prod', {
   *   name: 'production',
   *   minReplicas: 3,
   *   maxReplicas: 20,
   *   resources: { cpu: '6', memory: '24Gi' },
   * });
   */
  create(cluster: string, body: NodeGroupCreate, options: CreateOptions = {}): PendingOperation<NodeGroup> {
    const input = { path: { cluster }, body };
    return write(this.#context, 'POST', NODE_GROUPS, input, options, 'node-group');
  }

  /**
   * What `create` would do.
   *
   * @example
   * const impact = await hikube.nodeGroups.previewCreate('prod', {
   *   name: 'ml',
   *   minReplicas: 1,
   *   maxReplicas: 5,
   *   gpus: [{ name: 'nvidia.com/AD102GL_L40S' }],
   * });
   */
  previewCreate(cluster: string, body: NodeGroupCreate, options: PreviewOptions = {}): ApiCall<Impact> {
    return preview(this.#context, 'POST', NODE_GROUPS, { path: { cluster }, body }, options);
  }

  /**
   * Merges `patch` into the node group.
   *
   * @example
   * const nodeGroup = await hikube.nodeGroups.update('prod', 'web', { diskSize: null });
   */
  update(
    cluster: string,
    nodeGroup: string,
    patch: NodeGroupPatch,
    options: UpdateOptions = {},
  ): PendingOperation<NodeGroup> {
    const input = { path: { cluster, nodeGroup }, query: updateQuery(options), body: patch };
    return write(this.#context, 'PATCH', NODE_GROUP, input, options, 'node-group');
  }

  /**
   * What `update` would do.
   *
   * @example
   * const impact = await hikube.nodeGroups.previewUpdate('prod', 'web', { instanceType: 's1.xlarge' });
   */
  previewUpdate(
    cluster: string,
    nodeGroup: string,
    patch: NodeGroupPatch,
    options: PreviewOptions & Pick<UpdateOptions, 'applyIn'> = {},
  ): ApiCall<Impact> {
    const input = { path: { cluster, nodeGroup }, query: updateQuery(options), body: patch };
    return preview(this.#context, 'PATCH', NODE_GROUP, input, options);
  }

  /**
   * Drains and removes the node group.
   *
   * @example
   * await hikube.nodeGroups.delete('prod', 'web');
   */
  delete(cluster: string, nodeGroup: string, options: WriteOptions = {}): PendingOperation<void> {
    return write(this.#context, 'DELETE', NODE_GROUP, { path: { cluster, nodeGroup } }, options, 'nothing');
  }

  /**
   * What `delete` would remove.
   *
   * @example
   * const impact = await hikube.nodeGroups.previewDelete('prod', 'web');
   */
  previewDelete(cluster: string, nodeGroup: string, options: PreviewOptions = {}): ApiCall<Impact> {
    return preview(this.#context, 'DELETE', NODE_GROUP, { path: { cluster, nodeGroup } }, options);
  }
}
