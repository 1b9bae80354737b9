// Plans for a cluster with everything in it, once it is known whether there is one: what every endpoint shares that
// writes clusters.

import type { JsonObject } from '@hikube/domain';
import type { ClusterCreate } from '@hikube/openapi/types';
import type { ClusterAggregate } from '../model/aggregate.ts';
import type { ClusterRecord } from '../model/records.ts';
import { planUpdate } from './change.ts';
import { claimNames, namesOfCluster } from './check.ts';
import { checkCreation, planCreate } from './create.ts';
import { type Desired, desiredOf, keepSecrets } from './desired/desired.ts';
import { childFingerprints, type Plan, type Surroundings, type Writing } from './ground.ts';

/**
 * Plans a cluster of a name that is free.
 * @param fingerprint digest of what the caller sent
 */
export async function planNewCluster(
  body: ClusterCreate,
  fingerprint: string,
  context: Writing,
  surroundings: Surroundings,
): Promise<Plan> {
  const { caller, platform } = context;
  const checked = checkCreation(body, surroundings);
  const uid = surroundings.uid();
  const { host, network } = checked.after.cluster;
  const ref = { tenant: caller.tenant, name: body.name, uid };
  const assignment = await platform.assign(ref, {
    exposure: network.exposure,
    ...(host === undefined ? {} : { host }),
  });
  const assigned = {
    uid,
    assignment,
    fingerprint,
    childFingerprints: await childFingerprints(body),
  };
  const names = namesOfCluster(body.name, checked.after.nodeGroups.keys(), { isNew: true });
  return claimNames(planCreate(checked, assigned, surroundings), names, context);
}

/** A change of a cluster and of what stands inside it, by a caller who cannot write secret values. */
export interface ClusterChange {
  readonly aggregate: ClusterAggregate;
  readonly after: Desired;
  /** What the caller wrote of the cluster itself. */
  readonly written: JsonObject;
  /** What the caller wrote of node groups, by name. */
  readonly nodeGroups: JsonObject;
  /** What the caller wrote of add-ons, by id. */
  readonly addons: JsonObject;
}

/** Plans a change of a cluster that exists. */
export async function planClusterChange(
  { aggregate, after: wanted, written, nodeGroups, addons }: ClusterChange,
  context: Writing,
  surroundings: Surroundings,
): Promise<Plan> {
  const after = keepSecrets(desiredOf(aggregate.state), wanted);
  const order = {
    kind: 'cluster.update' as const,
    named: { kind: 'cluster' as const },
    aggregate,
    after,
    written,
    mentioned: { nodeGroups: Object.keys(nodeGroups), addons: Object.keys(addons) },
    childFingerprints: await childFingerprints({ nodeGroups, addons }),
    dnsRecords: await dnsRecordsFor(aggregate, after.cluster.network.exposure, context),
  };
  const { cluster, nodeGroups: existing } = aggregate.state;
  const added = [...after.nodeGroups.keys()].filter((name) => !existing.some((group) => group.name === name));
  const names = namesOfCluster(cluster.name, added, { isNew: false });
  return claimNames(planUpdate(order, surroundings), names, context);
}

/** Another exposure is published under other records; the name and the address of the cluster stay. */
async function dnsRecordsFor(
  { state }: ClusterAggregate,
  exposure: ClusterRecord['network']['exposure'],
  { platform }: Writing,
): Promise<ClusterRecord['network']['dnsRecords']> {
  const { network, host } = state.cluster;
  if (exposure === network.exposure) return network.dnsRecords;
  const assignment = await platform.assign(state.ref, { host, exposure });
  return [...assignment.dnsRecords];
}
