// Handlers of the tag "clusters".
import type { JsonObject } from '@hikube/domain';
import type { OperationBody, OperationParams } from '@hikube/openapi/operations';
import type { ClusterPatch } from '@hikube/openapi/types';
import { loadCluster } from '../model/aggregate.ts';
import { checkPrecondition, etagOf } from '../model/etag.ts';
import { clusterReference } from '../model/keys.ts';
import { planClusterChange } from '../plan/change.ts';
import { planNewCluster } from '../plan/create.ts';
import { planDelete, previewDeletion } from '../plan/delete.ts';
import { desiredOf } from '../plan/desired/desired.ts';
import { patchDesired } from '../plan/desired/patch.ts';
import { planTakenName } from '../plan/existing.ts';
import { fingerprintOf, loadGround, type Plan, planToFollow, surroundingsOf } from '../plan/ground.ts';
import { plainImpact } from '../plan/impact.ts';
import { checkHolder } from '../plan/ownership.ts';
import { write } from '../plan/write.ts';
import { findCluster } from './find.ts';
import type { Context, Handlers } from './handler.ts';
import { pageOfClusters } from './paging/lists.ts';
import { clusterView } from './views.ts';
import { shown } from './written.ts';

type ClusterOperation = 'listClusters' | 'createCluster' | 'getCluster' | 'updateCluster' | 'deleteCluster';

/** Clusters, with what stands inside them. */
export const clusterHandlers: Handlers<ClusterOperation> = {
  listClusters: async ({ params }, context) =>
    context.writers.page(await pageOfClusters(context, params.query, context.writers.cluster)),
  getCluster: async ({ params }, context) => {
    const { record, status } = await findCluster(context, params.path.cluster);
    return shown(context.writers.cluster(record, status), etagOf(record));
  },
  createCluster: ({ body }, context) => write(context, body.name, () => decideCreate(body, context)),
  updateCluster: ({ params, body }, context) =>
    write(context, params.path.cluster, () => decideUpdate(params, body, context)),
  deleteCluster: ({ params }, context) =>
    write(context, params.path.cluster, () => decideDelete(params.path.cluster, context)),
};

async function decideCreate(body: OperationBody<'createCluster'>, context: Context): Promise<Plan> {
  const { store, caller } = context;
  const fingerprint = await fingerprintOf(body);
  const surroundings = await surroundingsOf(context, body.name);
  const loaded = await loadCluster(store, caller.tenant, body.name);
  if (loaded.found) {
    const { aggregate } = loaded;
    const existing = { kind: 'Cluster', record: aggregate.state.cluster } as const;
    const attempted = { operation: 'Cluster.create', fingerprint } as const;
    return planTakenName(existing, aggregate, attempted, context, surroundings);
  }
  return planNewCluster(body, fingerprint, context, surroundings);
}

async function decideUpdate(
  { path, query }: OperationParams<'updateCluster'>,
  patch: ClusterPatch,
  context: Context,
): Promise<Plan> {
  const name = path.cluster;
  const { aggregate, surroundings } = await loadGround(context, name);
  const { cluster, status } = aggregate.state;
  checkPrecondition(context.precondition, clusterView(cluster, status));
  const after = patchDesired(desiredOf(aggregate.state), patch, name, surroundings.catalogue);
  const { nodeGroups = {}, addons = {}, ...written } = patch;
  const change = { aggregate, after, written: written as JsonObject, nodeGroups, addons, ...query };
  return planClusterChange(change, context, surroundings);
}

async function decideDelete(name: string, context: Context): Promise<Plan> {
  const { aggregate, surroundings } = await loadGround(context, name, { mayBeDeleting: true });
  const { cluster, status } = aggregate.state;
  checkPrecondition(context.precondition, clusterView(cluster, status));
  checkHolder(`cluster "${name}"`, cluster, context.holder);
  if (cluster.removal !== undefined) {
    const impact = plainImpact('Cluster.delete', { action: 'delete', target: clusterReference(cluster) });
    return planToFollow(context, cluster.removal.operation, etagOf(cluster), () => impact);
  }
  const preview = context.preview ? await previewDeletion(aggregate.state, context) : undefined;
  return planDelete(aggregate, surroundings, preview);
}
