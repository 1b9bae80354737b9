// Handlers of the tag "node-groups".
import type { OperationBody, OperationParams } from '@hikube/openapi/operations';
import type { NodeGroupPatch } from '@hikube/openapi/types';
import { checkPrecondition, etagOf } from '../model/etag.ts';
import { nodeGroupInputs } from '../model/inputs.ts';
import type { NodeGroupRecord } from '../model/records.ts';
import { planUpdate } from '../plan/change.ts';
import { claimNames } from '../plan/check.ts';
import { childOf, childOrder, decideChildDeletion } from '../plan/children.ts';
import { completeNodeGroup } from '../plan/desired/desired.ts';
import { patchNodeGroup } from '../plan/desired/patch.ts';
import { planTakenName, stillDeleting } from '../plan/existing.ts';
import { fingerprintOf, loadGround, type Plan } from '../plan/ground.ts';
import { write } from '../plan/write.ts';
import { notFound } from '../refusal.ts';
import { findChild } from './find.ts';
import type { Context, Handlers } from './handler.ts';
import { pageOfChildren } from './paging/lists.ts';
import { nodeGroupView } from './views.ts';
import { shown } from './written.ts';

type NodeGroupOperation =
  | 'listNodeGroups'
  | 'createNodeGroup'
  | 'getNodeGroup'
  | 'updateNodeGroup'
  | 'deleteNodeGroup';

/** Node groups. */
export const nodeGroupHandlers: Handlers<NodeGroupOperation> = {
  listNodeGroups: async ({ params: { path, query } }, context) =>
    context.writers.page(
      await pageOfChildren(context, 'NodeGroup', path.cluster, query, context.writers.nodeGroup),
    ),
  getNodeGroup: async ({ params }, context) => {
    const { cluster, nodeGroup } = params.path;
    const { record, status } = await findChild(context, 'NodeGroup', cluster, nodeGroup);
    return shown(context.writers.nodeGroup(record, status), etagOf(record));
  },
  createNodeGroup: ({ params, body }, context) =>
    write(context, params.path.cluster, () => decideCreate(params.path.cluster, body, context)),
  updateNodeGroup: ({ params, body }, context) =>
    write(context, params.path.cluster, () => decideUpdate(params, body, context)),
  deleteNodeGroup: ({ params }, context) => {
    const { cluster, nodeGroup: name } = params.path;
    return write(context, cluster, () =>
      decideChildDeletion(
        context,
        { kind: 'NodeGroup', cluster, name },
        'NodeGroup.delete',
        (record, status) => nodeGroupView(record as NodeGroupRecord, status),
      ),
    );
  },
};

async function decideCreate(
  cluster: string,
  body: OperationBody<'createNodeGroup'>,
  context: Context,
): Promise<Plan> {
  const { name, ...inputs } = body;
  const { aggregate, surroundings } = await loadGround(context, cluster);
  const fingerprint = await fingerprintOf(inputs);
  const existing = childOf(aggregate, 'NodeGroup', name);
  if (existing !== undefined) {
    const attempted = { operation: 'NodeGroup.create', fingerprint } as const;
    return planTakenName(
      { kind: 'NodeGroup', record: existing },
      aggregate,
      attempted,
      context,
      surroundings,
    );
  }
  const complete = completeNodeGroup(inputs);
  const order = childOrder(aggregate, 'NodeGroup', name, complete, 'NodeGroup.create', fingerprint);
  const names = [{ owner: { cluster, nodeGroup: name }, pointer: '/name' }];
  return claimNames(planUpdate(order, surroundings), names, context);
}

async function decideUpdate(
  { path, query }: OperationParams<'updateNodeGroup'>,
  patch: NodeGroupPatch,
  context: Context,
): Promise<Plan> {
  const { cluster, nodeGroup: name } = path;
  const { aggregate, surroundings } = await loadGround(context, cluster);
  const record = childOf(aggregate, 'NodeGroup', name);
  if (record === undefined) throw notFound('node group', name, cluster);
  checkPrecondition(context.precondition, nodeGroupView(record, aggregate.state.status));
  if (record.removal !== undefined) throw stillDeleting('node group', name);
  const inputs = patchNodeGroup(nodeGroupInputs(record), patch);
  const order = childOrder(aggregate, 'NodeGroup', name, inputs, 'NodeGroup.update');
  return planUpdate({ ...order, rolls: query.applyIn ?? 'now' }, surroundings);
}
