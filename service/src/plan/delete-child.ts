// The deletion of a node group or an add-on. It is never refused because of what goes on in the cluster.
import type { OperationKind } from '@hikube/openapi/types';
import { checkPrecondition, etagOf, type Versioned } from '../model/etag.ts';
import type { AddonRecord, ClusterStatusRecord, NodeGroupRecord } from '../model/records.ts';
import { notFound } from '../refusal.ts';
import { planUpdate } from './change.ts';
import { CHILD_WORDS, type ChildKind, childOf, childOrder } from './children.ts';
import { checkHolder } from './holder.ts';
import { plainImpact } from './impact.ts';
import { loadGround, planToFollow } from './load.ts';
import { labelOf } from './order.ts';
import type { Plan } from './plan.ts';
import type { Writing } from './writing.ts';

/** Plans the deletion; what is going already is followed on its way. */
export async function decideChildDeletion(
  context: Writing,
  child: { readonly kind: ChildKind; readonly cluster: string; readonly name: string },
  operation: OperationKind,
  view: (record: NodeGroupRecord | AddonRecord, status: ClusterStatusRecord | undefined) => Versioned,
): Promise<Plan> {
  const { kind, cluster, name } = child;
  const { aggregate, surroundings } = await loadGround(context, cluster, { mayBeDeleting: true });
  const { state } = aggregate;
  const record = childOf(aggregate, kind, name);
  if (record === undefined) throw notFound(CHILD_WORDS[kind], name);
  checkPrecondition(context.precondition, view(record, state.status));
  checkHolder(`${CHILD_WORDS[kind]} "${name}"`, record, context.holder);
  const deletion = record.deletion ?? state.cluster.deletion;
  if (deletion !== null) {
    const impact = plainImpact(operation, { action: 'delete', target: labelOf({ kind, name }, cluster) });
    return planToFollow(context, deletion.operation, etagOf(record), () => impact);
  }
  const order = childOrder(aggregate, kind, name, undefined, operation);
  return planUpdate(order, surroundings);
}
