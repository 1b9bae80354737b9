// Control plane: any number of API servers, but an odd number of etcd members.
import { hasCapability, type KnownCatalogue } from '../catalogue/catalogue.ts';
import { error, type Finding, warning } from '../finding.ts';
import { didYouMean } from '../values/nearest-name.ts';
import { at } from '../values/pointer.ts';
import { checkInteger, checkObject, checkString, isAbsent, type JsonObject, show } from '../values/read.ts';
import { controlPlaneSize, etcdQuorum, TOPOLOGIES } from './topology.ts';

/** Sizes of etcd that can form a majority. */
export const ETCD_MEMBER_COUNTS: readonly number[] = Object.freeze([1, 3, 5]);

const ALLOWED_COUNTS = ETCD_MEMBER_COUNTS.map(String);

/** Capability of platforms on which each cluster has an etcd of its own. */
export const ETCD_CAPABILITY = 'etcd.perCluster';

/** Checks `topology` and `controlPlane` of a cluster. */
export function checkControlPlane(
  cluster: JsonObject,
  catalogue?: KnownCatalogue,
  pointer = '',
): readonly Finding[] {
  const place = at(pointer, 'controlPlane');
  const findings = [
    ...checkTopology(cluster['topology'], at(pointer, 'topology')),
    ...checkObject(cluster['controlPlane'], place, 'controlPlane', (controlPlane) => [
      ...checkReplicas(controlPlane['replicas'], at(place, 'replicas')),
      ...checkEtcdMembers(controlPlane['etcdMembers'], catalogue, at(place, 'etcdMembers')),
    ]),
  ];
  return findings.length > 0 ? findings : checkFaultTolerance(cluster, place);
}

function checkTopology(topology: unknown, pointer: string): readonly Finding[] {
  return checkString(topology, pointer, 'topology', (text) => {
    if (TOPOLOGIES.some((known) => known === text)) return [];
    const detail = `topology must be ${TOPOLOGIES.join(' or ')}, not ${show(text)}.${didYouMean(text, TOPOLOGIES)}`;
    return [error(pointer, 'invalid_value', detail, TOPOLOGIES)];
  });
}

function checkReplicas(replicas: unknown, pointer: string): readonly Finding[] {
  return checkInteger(replicas, pointer, 'controlPlane.replicas', (count) =>
    count >= 1
      ? []
      : [error(pointer, 'out_of_range', `controlPlane.replicas must be 1 or more, not ${count}.`)],
  );
}

function checkEtcdMembers(
  members: unknown,
  catalogue: KnownCatalogue | undefined,
  pointer: string,
): readonly Finding[] {
  if (isAbsent(members)) return [];
  if (hasCapability(catalogue, ETCD_CAPABILITY) === false) {
    const detail =
      'This platform runs one etcd for all clusters of the tenant, so etcdMembers cannot be chosen; remove it.';
    return [error(pointer, 'capability_missing', detail)];
  }
  return checkInteger(members, pointer, 'controlPlane.etcdMembers', (count) => {
    if (ETCD_MEMBER_COUNTS.includes(count)) return [];
    if (count > 0 && count % 2 === 0) return [evenMembers(count, pointer)];
    const detail = `controlPlane.etcdMembers must be 1, 3 or 5, not ${count}.`;
    return [error(pointer, 'out_of_range', detail, ALLOWED_COUNTS)];
  });
}

function evenMembers(count: number, pointer: string): Finding {
  const detail =
    `etcd with ${count} members needs ${etcdQuorum(count)} of them up, so it survives no more losses than with ` +
    `${count - 1}; choose 1, 3 or 5.`;
  return error(pointer, 'even_etcd_members', detail, ALLOWED_COUNTS);
}

/** A production cluster whose explicit sizes undo what production promises. */
function checkFaultTolerance(cluster: JsonObject, pointer: string): readonly Finding[] {
  if (cluster['topology'] === 'development') return [];
  const size = controlPlaneSize(cluster);
  const weak = (['replicas', 'etcdMembers'] as const).filter((field) => size[field] === 1);
  return weak.map((field) => {
    const detail =
      `controlPlane.${field} is 1, so the cluster does not survive the loss of a site; ` +
      'choose 3, or topology "development" to say that this is meant.';
    return warning(at(pointer, field), 'no_fault_tolerance', detail);
  });
}
