// Handlers of the tag "operations".
import { loadCluster } from '../model/aggregate.ts';
import { operationView } from '../model/operation.ts';
import { type Plan, surroundingsOf } from '../plan/ground.ts';
import { planCancellation } from '../plan/steer.ts';
import { write } from '../plan/write.ts';
import { Refusal } from '../refusal.ts';
import { findOperation } from './find.ts';
import type { Context, Handlers } from './handler.ts';
import { pageOfOperations } from './paging/operations.ts';
import { followOperation, parseWait, waitForOperation } from './waiting/operation.ts';

type OperationOperation = 'listOperations' | 'getOperation' | 'cancelOperation';

/** Operations: what writes started. */
export const operationHandlers: Handlers<OperationOperation> = {
  listOperations: async ({ params }, context) => {
    const { cluster, status, kind, uid, ...request } = params.query;
    const filter = { cluster, statuses: status, kinds: kind, uid };
    const page = await pageOfOperations(context, filter, request);
    return { kind: 'shown', body: { ...page, items: page.items.map(operationView) } };
  },
  getOperation: async ({ params }, context) => {
    const waitMs = parseWait(params.query.wait);
    const { operation: id } = params.path;
    if (context.wantsStream) {
      await findOperation(context, id);
      return { kind: 'streamed', open: (departure) => followOperation(context, id, departure) };
    }
    const operation =
      waitMs === 0 ? await findOperation(context, id) : await waitForOperation(context, id, waitMs);
    return { kind: 'shown', body: operationView(operation) };
  },
  cancelOperation: async ({ params }, context) => {
    const { operation } = params.path;
    const { cluster } = (await findOperation(context, operation)).target;
    return write(context, cluster, () => decideCancel(operation, context));
  },
};

async function decideCancel(id: string, context: Context): Promise<Plan> {
  const { store, caller } = context;
  const operation = await findOperation(context, id);
  const { cluster } = operation.target;
  // Before the cluster, as in loadGround.
  const surroundings = await surroundingsOf(context, cluster);
  const loaded = await loadCluster(store, caller.tenant, cluster);
  if (!loaded.found) {
    throw new Refusal('not_cancellable', 'The cluster of the operation is gone: there is nothing to cancel.');
  }
  const { aggregate } = loaded;
  // Open operations are part of the aggregate, with the revisions that a commit relies on.
  const open = aggregate.state.operations.find((each) => each.id === id) ?? operation;
  return planCancellation(open, aggregate, surroundings);
}
