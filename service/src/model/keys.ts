// How records are named: every key of the store is made here, so that a prefix means the same to all readers.
import type { DocumentKey } from '../store/store.ts';
import { kinds } from './records.ts';

/** A kind of record. */
export type Kind = (typeof kinds)[keyof typeof kinds];

/** Kinds whose id is the name of a cluster. */
export type ClusterKind = 'cluster' | 'clusterStatus' | 'clusterNodes';

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

/** The key of an operation. */
export function operationKey(tenant: string, id: string): DocumentKey {
  return { tenant, kind: kinds.operation, id };
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
