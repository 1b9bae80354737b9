// How records are named: every kind and every key of the service's own records stands here, so that a prefix means the
// same to all readers.
import type { DocumentKey } from '../store/store.ts';

/** Store kinds, each written once. */
export const kinds = {
  cluster: 'cluster',
  nodeGroup: 'nodeGroup',
  addon: 'addon',
  versionUpgrade: 'versionUpgrade',
  operation: 'operation',
  clusterOperation: 'clusterOperation',
  openOperation: 'openOperation',
  endedOperation: 'endedOperation',
  clusterStatus: 'clusterStatus',
  clusterNodes: 'clusterNodes',
  event: 'event',
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

/** A kind of record. */
export type Kind = (typeof kinds)[keyof typeof kinds];

/** The drawer of what belongs to no tenant, or is looked for by somebody who has not said yet whose it is. */
export const NOBODY = '-';

/** Kinds whose id is the name of a cluster. */
export type ClusterKind = 'cluster' | 'clusterStatus' | 'clusterNodes' | 'clusterUsage' | 'writeTurn';

/** Kinds whose id is `<cluster>/<name>`. */
export type ChildKind =
  | 'nodeGroup'
  | 'addon'
  | 'versionUpgrade'
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

/** Where it is remembered which token is the first one. */
export const firstTokenKey: DocumentKey = { tenant: NOBODY, kind: kinds.bootstrap, id: 'token' };

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
