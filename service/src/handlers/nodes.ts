// Handlers of the tag "nodes".
import type { Node } from '@hikube/openapi/types';
import type { ClusterAggregate } from '../model/aggregate.ts';
import { clusterKey, nodeReference } from '../model/keys.ts';
import { operationWrites, pendingOperation } from '../model/operation.ts';
import { loadWritable, type Plan } from '../plan/ground.ts';
import { plainImpact } from '../plan/impact.ts';
import { write } from '../plan/write.ts';
import { notFound, Refusal } from '../refusal.ts';
import { findCluster, readNodes } from './find.ts';
import type { Context, Handlers } from './handler.ts';
import { pageOfNodes } from './paging/node-pages.ts';

type NodeOperation = 'listNodes' | 'getNode' | 'replaceNode';

/** Nodes: seen, and exchanged one by one. */
export const nodeHandlers: Handlers<NodeOperation> = {
  listNodes: async ({ params }, context) => ({
    kind: 'shown',
    body: await pageOfNodes(context, params.path.cluster, params.query),
  }),
  getNode: async ({ params }, context) => {
    const { cluster, node: name } = params.path;
    const { record } = await findCluster(context, cluster);
    const nodes = await readNodes(context.store, context.caller.tenant, record);
    const node = nodes.find((each) => each.name === name);
    if (node === undefined) throw notFound('node', name, cluster);
    return { kind: 'shown', body: node };
  },
  replaceNode: ({ params }, context) =>
    write(context, params.path.cluster, () => decideReplace(params.path.cluster, params.path.node, context)),
};

/** A node that is being exchanged already is followed on its way. */
async function decideReplace(cluster: string, name: string, context: Context): Promise<Plan> {
  const aggregate = await loadWritable(context, cluster);
  const { state, revisions } = aggregate;
  const node = state.nodes?.nodes.find((each) => each.name === name);
  if (node === undefined) throw notFound('node', name, cluster);
  checkReplaceable(await context.platform.capabilities(context.caller.tenant));
  const impact = {
    ...plainImpact('Node.replace', { action: 'update', target: nodeReference(node) }),
    nodesRolled: 1,
    nodeGroupsRolled: [node.nodeGroup],
  };
  const key = clusterKey(context.caller.tenant, 'Cluster', cluster);
  const plan = { guards: [{ key, expect: revisions.of(key) }], etag: undefined, foresee: () => impact };
  const underWay = state.operations.find(
    ({ kind, target }) => kind === 'Node.replace' && target.uid === node.uid,
  );
  if (underWay !== undefined) return { ...plan, writes: [], operation: underWay };
  const operation = replacement(node, aggregate, context);
  return { ...plan, writes: operationWrites(undefined, operation), operation };
}

/** @throws Refusal where the platform exchanges nodes only with their group */
function checkReplaceable(capabilities: ReadonlySet<string>): void {
  if (capabilities.has('node.replace')) return;
  const detail =
    'This platform does not exchange single nodes; drain it with kubectl, or change its group, which exchanges all nodes of it.';
  throw new Refusal('capability_missing', detail);
}

function replacement(node: Node, { state }: ClusterAggregate, { clock, ids, caller }: Context) {
  const { name, nodeGroup } = node;
  const group = state.nodeGroups.find((each) => each.name === nodeGroup);
  const now = clock.now();
  return pendingOperation(
    {
      id: ids.next('op'),
      kind: 'Node.replace',
      target: nodeReference(node),
      generation: group?.generation ?? state.cluster.generation,
      fields: [`/nodeGroups/${nodeGroup}/nodes/${name}`],
      // The group shows what goes on in it.
      children: group === undefined ? [] : [group.uid],
    },
    caller.tenant,
    now,
  );
}
