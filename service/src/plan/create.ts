// Plans the creation of a cluster with everything in it: one commit, one operation.
import type { Impact as DomainImpact, Finding, JsonObject } from '@hikube/domain';
import type { ClusterCreate } from '@hikube/openapi/types';
import { toTimestamp } from '../clock.ts';
import { etagOf } from '../model/etag.ts';
import type { ClusterInputs } from '../model/inputs.ts';
import { childReference, clusterKey, clusterReference } from '../model/keys.ts';
import { operationWrites, pendingOperation } from '../model/operation.ts';
import type { ClusterRecord } from '../model/records.ts';
import type { ClusterAssignment } from '../platform/platform.ts';
import { checkDifference, claimNames, namesOfCluster, refuseErrors } from './check.ts';
import { completeAddon, completeCluster, completeNodeGroup, type Desired } from './desired/desired.ts';
import { type Difference, differenceOf } from './desired/difference.ts';
import { childFingerprints, type Plan, type Surroundings, type Writing } from './ground.ts';
import { impactAnswer, impactOfStep } from './impact.ts';
import { type Booking, bookQuota } from './quota.ts';
import { childRecords, openFor } from './records.ts';

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
  const { host, network, topology, site } = checked.after.cluster;
  const ref = { tenant: caller.tenant, name: body.name, uid };
  const assignment = await platform.assign(ref, {
    exposure: network.exposure,
    topology,
    ...(host === undefined ? {} : { host }),
    ...(site === undefined ? {} : { site }),
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

/** The desired state that a body of creation asks for. */
export function desiredOfCreate(
  body: ClusterCreate,
  { catalogue }: Pick<Surroundings, 'catalogue'>,
): Desired {
  const { name: _name, nodeGroups = {}, addons = {}, ...cluster } = body;
  return {
    cluster: completeCluster(cluster, catalogue),
    nodeGroups: new Map(Object.entries(nodeGroups).map(([name, group]) => [name, completeNodeGroup(group)])),
    addons: new Map(Object.entries(addons).map(([id, addon]) => [id, completeAddon(addon)])),
  };
}

/** A creation that no rule refuses. */
export interface CheckedCreation {
  readonly body: ClusterCreate;
  readonly after: Desired;
  readonly difference: Difference;
  readonly impact: DomainImpact;
  readonly booking: Booking;
  readonly findings: readonly Finding[];
}

/** Checks a creation; nothing is asked of the platform for one that is refused. */
export function checkCreation(body: ClusterCreate, surroundings: Surroundings): CheckedCreation {
  const { name } = body;
  const after = desiredOfCreate(body, surroundings);
  const difference = differenceOf(name, { ...after, nodeGroups: new Map(), addons: new Map() }, after);
  const impact = impactOfStep({ name, before: undefined, after, state: undefined }, surroundings);
  const booking = bookQuota(after, impact, surroundings);
  const { catalogue } = surroundings;
  const written = body as unknown as JsonObject;
  const findings = [
    ...checkDifference({ name, before: undefined, after, difference, written, catalogue }),
    ...booking.findings,
  ];
  refuseErrors(findings);
  return { body, after, difference, impact, booking, findings };
}

/** What was found out for the new cluster. */
export interface Assigned {
  readonly uid: string;
  /** What the platform gives to it. */
  readonly assignment: ClusterAssignment;
  /** Digest of the body. */
  readonly fingerprint: string;
  readonly childFingerprints: ReadonlyMap<string, string>;
}

/** Plans the creation. */
export function planCreate(checked: CheckedCreation, assigned: Assigned, surroundings: Surroundings): Plan {
  const { body, after, difference, impact, booking, findings } = checked;
  const { name } = body;
  const { stamp, uid, newId } = surroundings;
  const operationId = newId('op');
  const record = newCluster(name, after.cluster, assigned, surroundings);
  const children = childRecords(difference, {
    cluster: name,
    aggregate: undefined,
    stamp,
    operation: operationId,
    uid,
    fingerprints: assigned.childFingerprints,
    defaultManager: 'cluster',
    holder: undefined,
  });
  const operation = pendingOperation(
    {
      id: operationId,
      kind: 'Cluster.create',
      target: clusterReference(record),
      generation: record.generation,
      // Only the deletion of the cluster replaces its creation: every other change comes on top of it.
      fields: [''],
      children: children.map((child) => child.record.uid),
    },
    stamp.tenant,
    stamp.now,
  );
  const told = {
    kind: operation.kind,
    // What a preview assigns is forgotten again, so it names no identity.
    target: childReference('Cluster', { cluster: name, name, uid: null }),
    state: undefined,
    findings,
    requested: booking.requested,
  };
  return {
    writes: [
      { key: clusterKey(stamp.tenant, 'Cluster', name), body: record, expect: 'absent' },
      ...children.map(({ write }) => write),
      ...operationWrites(undefined, operation),
      ...booking.writes,
    ],
    guards: booking.guards,
    operation,
    etag: etagOf(record),
    foresee: (used) => impactAnswer(impact, told, surroundings, used),
  };
}

function newCluster(
  name: string,
  { host: _host, network, ...inputs }: ClusterInputs,
  { uid, assignment, fingerprint }: Assigned,
  { stamp }: Surroundings,
): ClusterRecord {
  const { cni, podCidr, serviceCidr, dnsDomain, dnsRecords } = assignment;
  return {
    name,
    ...inputs,
    host: assignment.host,
    network: { ...network, cni, podCidr, serviceCidr, dnsDomain, dnsRecords: [...dnsRecords] },
    uid,
    tenant: stamp.tenant,
    createdAt: toTimestamp(stamp.now),
    endpoint: assignment.endpoint,
    certificateAuthority: assignment.certificateAuthority,
    sites: [...assignment.sites],
    manager: stamp.manager ?? 'other',
    generation: 1,
    createdBy: { token: stamp.token, fingerprint },
    ...openFor(stamp.holder),
  };
}
