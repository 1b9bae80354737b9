// Handlers of the tag "clusters".

import type { OperationBody } from '@hikube/openapi/operations';
import type { ClusterPatch } from '@hikube/openapi/types';
import { type ClusterAggregate, loadCluster } from '../model/aggregate.ts';
import type { ClusterRecord } from '../model/records.ts';
import { newAuthorityRecord } from '../secrets/cluster-authority.ts';
import { desiredOf } from './desired/desired.ts';
import type { JsonObject } from './desired/merge-patch.ts';
import { patchDesired } from './desired/patches.ts';
import { checkPrecondition, etagOf } from './etag.ts';
import { findCluster } from './find.ts';
import type { Context, Handlers } from './handler.ts';
import { pageOfClusters } from './paging/lists.ts';
import { clusterView } from './views/resources.ts';
import { checkCreation, planCreate } from './writes/create-cluster.ts';
import { planDelete } from './writes/delete-cluster.ts';
import { takenName } from './writes/existing.ts';
import { plainImpact } from './writes/impact.ts';
import { loadExisting, loadWritable, planToFollow } from './writes/load.ts';
import type { Plan } from './writes/plan.ts';
import { childFingerprints, fingerprintOf, surroundingsOf } from './writes/surroundings.ts';
import { planUpdate } from './writes/update.ts';
import { write } from './writes/write.ts';

type ClusterOperation = 'listClusters' | 'createCluster' | 'getCluster' | 'updateCluster' | 'deleteCluster';

/** Clusters, with what stands inside them. */
export const clusterHandlers: Handlers<ClusterOperation> = {
  listClusters: async ({ params }, context) => ({
    kind: 'shown',
    body: await pageOfClusters(context, params.query, clusterView),
  }),
  getCluster: async ({ params }, context) => {
    const { record, status } = await findCluster(context, params.path.cluster);
    return { kind: 'shown', body: clusterView(record, status), etag: etagOf(record) };
  },
  createCluster: ({ body }, context) => write(context, () => decideCreate(body, context)),
  updateCluster: ({ params, body }, context) =>
    write(context, () => decideUpdate(params.path.cluster, body, context)),
  deleteCluster: ({ params }, context) => write(context, () => decideDelete(params.path.cluster, context)),
};

async function decideCreate(body: OperationBody<'createCluster'>, context: Context): Promise<Plan> {
  const { store, caller, platform } = context;
  const fingerprint = await fingerprintOf(body);
  const loaded = await loadCluster(store, caller.tenant, body.name);
  if (loaded.found) {
    const { state } = loaded.aggregate;
    throw takenName('cluster', state.cluster, state, { token: caller.token, fingerprint });
  }
  const surroundings = await surroundingsOf(context, body.name);
  const checked = checkCreation(body, surroundings);
  const uid = surroundings.uid();
  const { host, network } = checked.after.cluster;
  const ref = { tenant: caller.tenant, name: body.name, uid };
  const assignment = await platform.assign(ref, {
    exposure: network.exposure,
    ...(host === undefined ? {} : { host }),
  });
  const authority = await newAuthorityRecord(ref, context.envelope, {
    now: context.clock.now(),
    random: context.random,
  });
  const assigned = {
    uid,
    assignment,
    authority,
    fingerprint,
    childFingerprints: await childFingerprints(body),
  };
  return planCreate(checked, assigned, surroundings);
}

async function decideUpdate(name: string, patch: ClusterPatch, context: Context): Promise<Plan> {
  const aggregate = await loadWritable(context, name);
  const { cluster, status } = aggregate.state;
  checkPrecondition(context.precondition, clusterView(cluster, status));
  const surroundings = await surroundingsOf(context, name);
  const after = patchDesired(desiredOf(aggregate.state), patch, name, surroundings.catalogue);
  const { nodeGroups = {}, addons = {}, ...written } = patch;
  const order = {
    kind: 'cluster.update' as const,
    named: { kind: 'cluster' as const },
    aggregate,
    after,
    written: written as JsonObject,
    mentioned: { nodeGroups: Object.keys(nodeGroups), addons: Object.keys(addons) },
    childFingerprints: await childFingerprints({ nodeGroups, addons }),
    dnsRecords: await dnsRecordsFor(aggregate, after.cluster.network.exposure, context),
  };
  return planUpdate(order, surroundings);
}

/** Another exposure is published under other records; the name and the address of the cluster stay. */
async function dnsRecordsFor(
  { state }: ClusterAggregate,
  exposure: ClusterRecord['network']['exposure'],
  { platform }: Context,
): Promise<ClusterRecord['network']['dnsRecords']> {
  const { network, host } = state.cluster;
  if (exposure === network.exposure) return network.dnsRecords;
  const assignment = await platform.assign(state.ref, { host, exposure });
  return [...assignment.dnsRecords];
}

async function decideDelete(name: string, context: Context): Promise<Plan> {
  const aggregate = await loadExisting(context, name);
  const { cluster, status } = aggregate.state;
  checkPrecondition(context.precondition, clusterView(cluster, status));
  if (cluster.deletion !== null) {
    const impact = plainImpact('cluster.delete', { action: 'delete', target: `cluster/${name}` });
    return planToFollow(context, cluster.deletion.operation, etagOf(cluster), () => impact);
  }
  return planDelete(aggregate, await surroundingsOf(context, name));
}
