// How things are named. Every kind and every key of the service's own records stands here, so that a prefix means the same
// to all readers; and the one form in which the contract names an object is made here and nowhere else.
import type { Node, Kind as ObjectKind, ObjectReference } from '@hikube/openapi/types';
import { type DocumentKey, NOBODY } from '../store/store.ts';

/** Store kinds, each written once. */
export const kinds = {
  Cluster: 'cluster',
  NodeGroup: 'nodeGroup',
  Addon: 'addon',
  VersionUpgrade: 'versionUpgrade',
  operation: 'operation',
  clusterOperation: 'clusterOperation',
  openOperation: 'openOperation',
  endedOperation: 'endedOperation',
  clusterStatus: 'clusterStatus',
  clusterNodes: 'clusterNodes',
  event: 'event',
  tenantTold: 'tenantTold',
  clusterTold: 'clusterTold',
  tenant: 'tenant',
  tenantUsage: 'tenantUsage',
  tenantNodes: 'tenantNodes',
  clusterUsage: 'clusterUsage',
  writeTurn: 'writeTurn',
  idempotency: 'idempotency',
  token: 'token',
  tokenEntry: 'tokenEntry',
  bootstrap: 'bootstrap',
  kubeconfig: 'kubeconfig',
  openKubeconfig: 'openKubeconfig',
} as const;

/** Kinds whose id is the name of a cluster. */
export type ClusterKind = 'Cluster' | 'clusterStatus' | 'clusterNodes' | 'clusterUsage' | 'writeTurn';

/** Kinds whose id is `<cluster>/<name>`. */
export type ChildKind =
  | 'NodeGroup'
  | 'Addon'
  | 'VersionUpgrade'
  | 'clusterOperation'
  | 'openOperation'
  | 'endedOperation';

/** The key of a record of which a cluster has one. */
export function clusterKey(tenant: string, kind: ClusterKind, cluster: string): DocumentKey {
  return { tenant, kind: kinds[kind], id: cluster };
}

/** The key of a record of which a cluster has many. */
export function childKey(tenant: string, kind: ChildKind, cluster: string, name: string): DocumentKey {
  return { tenant, kind: kinds[kind], id: childPrefix(cluster) + name };
}

/** The start of the ids of everything inside a cluster. */
export function childPrefix(cluster: string): string {
  return `${cluster}/`;
}

/** The last part of the id of a child: the name of a group, the id of an operation. */
export function childName(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}

/** The cluster that a cluster's or a child's id belongs to. */
export function clusterName(id: string): string {
  const slash = id.indexOf('/');
  return slash === -1 ? id : id.slice(0, slash);
}

/** The key of an operation. */
export function operationKey(tenant: string, id: string): DocumentKey {
  return { tenant, kind: kinds.operation, id };
}

/** The key of an event; events lie below the identity of their cluster. */
export function eventKey(tenant: string, uid: string, id: string): DocumentKey {
  return { tenant, kind: kinds.event, id: eventPrefix(uid) + id };
}

/** The start of the ids of all events of a cluster. */
export function eventPrefix(uid: string): string {
  return `${uid}/`;
}

/**
 * Where it lies that a cluster was told of: by time, once among all of the tenant and once below the name of the cluster,
 * where it stays when the cluster has gone.
 * @param place as in `toldPlace`
 */
export function toldKeys(tenant: string, cluster: string, place: string): readonly DocumentKey[] {
  return [
    { tenant, kind: kinds.tenantTold, id: place },
    { tenant, kind: kinds.clusterTold, id: childPrefix(cluster) + place },
  ];
}

/** Where the settings of a tenant lie. */
export function tenantKey(tenant: string): DocumentKey {
  return { tenant, kind: kinds.tenant, id: 'tenant' };
}

/** Where the sum of what the clusters of a tenant may take is kept. */
export function requestedKey(tenant: string): DocumentKey {
  return { tenant, kind: kinds.tenantUsage, id: 'tenant' };
}

/** Where the sum of what exists in the clusters of a tenant is kept. */
export function existingKey(tenant: string): DocumentKey {
  return { tenant, kind: kinds.tenantNodes, id: 'tenant' };
}

/**
 * Where the answer for an idempotency key lies.
 * @param digest of the key itself, which can be longer and stranger than the id of a record
 */
export function idempotencyKey(tenant: string, digest: string): DocumentKey {
  return { tenant, kind: kinds.idempotency, id: digest };
}

/** Where the token with this digest lies: whoever presents one has not said yet whose it is. */
export function tokenKey(digest: string): DocumentKey {
  return { tenant: NOBODY, kind: kinds.token, id: digest };
}

/** Where the entry of a token lies in the list of its tenant. */
export function tokenEntryKey(tenant: string, id: string): DocumentKey {
  return { tenant, kind: kinds.tokenEntry, id };
}

/** Where the id of this service is kept. */
export const installationKey: DocumentKey = { tenant: NOBODY, kind: kinds.bootstrap, id: 'installation' };

/** The tenant that there is where nobody names others. */
export const BOOTSTRAP_TENANT = 'demo';

/** Where it is remembered which token of a tenant is the first one; that of `demo` was the only one for long. */
export function firstTokenKey(tenant: string): DocumentKey {
  const id = tenant === BOOTSTRAP_TENANT ? 'token' : `token/${tenant}`;
  return { tenant: NOBODY, kind: kinds.bootstrap, id };
}

/** Where a kubeconfig lies: by uid, so that it is out of sight as soon as its cluster is. */
export function kubeconfigKey(tenant: string, uid: string, id: string): DocumentKey {
  return { tenant, kind: kinds.kubeconfig, id: kubeconfigPrefix(uid) + id };
}

/** The start of the ids of all kubeconfigs of a cluster. */
export function kubeconfigPrefix(uid: string): string {
  return `${uid}/`;
}

/** Where the mark of a kubeconfig lies that is being issued or revoked: in one place for all tenants. */
export function openKubeconfigKey(tenant: string, uid: string, id: string): DocumentKey {
  return { tenant: NOBODY, kind: kinds.openKubeconfig, id: `${tenant}/${uid}/${id}` };
}

// References to objects.

/** A cluster, or something in one. */
export interface InCluster extends ObjectReference {
  readonly cluster: string;
}

/** One that has an identity of its own. */
export interface IdentifiedReference extends InCluster {
  readonly uid: string;
}

interface Identified {
  readonly name: string;
  readonly uid: string;
}

/** A cluster. */
export function clusterReference({ name, uid }: Identified): IdentifiedReference {
  return { kind: 'Cluster', cluster: name, name, uid };
}

/**
 * A node group, an add-on, a node or a volume. One that does not exist yet, or not any more, has a name alone, and null for
 * its uid.
 */
export function childReference<Uid extends string | null>(
  kind: ObjectKind,
  { cluster, name, uid }: Pick<Identified, 'name'> & { readonly cluster: string; readonly uid: Uid },
): InCluster & { readonly uid: Uid } {
  return { kind, cluster, name, uid };
}

/** A version upgrade. */
export function upgradeReference(upgrade: {
  readonly cluster: string;
  readonly id: string;
  readonly uid: string;
}): IdentifiedReference {
  return { kind: 'VersionUpgrade', cluster: upgrade.cluster, name: upgrade.id, uid: upgrade.uid };
}

/** A node, also one that is only remembered. */
export function nodeReference(node: Pick<Node, 'cluster' | 'name' | 'uid'>): IdentifiedReference {
  return childReference('Node', node);
}

/** A part of a cluster that has no path of its own. */
export function partReference(kind: 'ControlPlane' | 'Etcd', cluster: string): ObjectReference {
  return { kind, cluster, name: cluster, uid: null };
}

/** An operation: its id is its identity. */
export function operationReference(operation: {
  readonly id: string;
  readonly target: ObjectReference;
}): ObjectReference {
  return { kind: 'Operation', cluster: operation.target.cluster, name: operation.id, uid: null };
}

/** A site: it belongs to no cluster. */
export function siteReference(site: string): ObjectReference {
  return { kind: 'Site', cluster: null, name: site, uid: null };
}
