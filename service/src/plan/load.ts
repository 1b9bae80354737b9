// Reads the cluster that a write is about, and refuses early what cannot be written.
import { type ClusterAggregate, loadCluster } from '../model/aggregate.ts';
import { operationKey } from '../model/keys.ts';
import type { OperationRecord } from '../model/records.ts';
import { notFound } from '../refusal.ts';
import { stillDeleting } from './existing.ts';
import { type Surroundings, surroundingsOf } from './ground.ts';
import type { Plan } from './plan.ts';
import type { Writing } from './writing.ts';

/** The cluster with everything in it. @throws Refusal `not_found` */
export async function loadExisting({ store, caller }: Writing, name: string): Promise<ClusterAggregate> {
  const loaded = await loadCluster(store, caller.tenant, name);
  if (!loaded.found) throw notFound('cluster', name);
  return loaded.aggregate;
}

/** The cluster, if it is here to stay. @throws Refusal `not_found` or `deleting` */
export async function loadWritable(context: Writing, name: string): Promise<ClusterAggregate> {
  const aggregate = await loadExisting(context, name);
  if (aggregate.state.cluster.deletion !== null) throw stillDeleting('cluster', name);
  return aggregate;
}

/** A cluster with everything around it. */
export interface Ground {
  readonly aggregate: ClusterAggregate;
  readonly surroundings: Surroundings;
}

/**
 * What a change that may touch the quota stands on. The quota is read before the cluster: whatever another replica
 * commits in between then shows as a quota that has moved on, and the commit decides again. The other way round, a
 * group of its could be in the quota and not in the plan.
 * @throws Refusal `not_found`, or `deleting` unless a cluster on its way out will do
 */
export async function loadGround(
  context: Writing,
  name: string,
  options: { readonly mayBeDeleting?: boolean } = {},
): Promise<Ground> {
  const surroundings = await surroundingsOf(context, name);
  const load = options.mayBeDeleting === true ? loadExisting : loadWritable;
  return { surroundings, aggregate: await load(context, name) };
}

/** The plan of a request for what goes on already: nothing is written, and the caller follows what there is. */
export async function planToFollow(
  { store, caller }: Writing,
  operation: string,
  etag: string | undefined,
  foresee: Plan['foresee'],
): Promise<Plan> {
  const document = await store.get<OperationRecord>(operationKey(caller.tenant, operation));
  if (document === undefined) throw notFound('operation', operation);
  return { writes: [], guards: [], operation: document.body, etag, foresee };
}
