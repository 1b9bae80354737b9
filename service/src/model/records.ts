// The desired records: what a user asked for, as it is stored.
import type { Addon, Cluster, NodeGroup, Operation, VersionUpgrade } from '@hikube/openapi/types';

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
  idempotency: 'idempotency',
  token: 'token',
  tokenEntry: 'tokenEntry',
  clusterAuthority: 'clusterAuthority',
  kubeconfig: 'kubeconfig',
  kubeconfigToken: 'kubeconfigToken',
  event: 'event',
} as const;

/** Who created an object and with what, so that a lost create can be adopted (see already_exists). */
export interface CreatedBy {
  /** Id of the token, never the token. */
  readonly token: string;
  /** SHA-256 of the validated create body in canonical form. */
  readonly fingerprint: string;
}

/**
 * Who keeps an object on behalf of a state. An object without one was made by a caller who keeps no state, or who does
 * not say so: nobody else's create can take it over.
 */
export interface Holder {
  /** Made up by whoever keeps the object. */
  readonly id: string;
  /** Since when a state is known to have the object; null while its create is open, so that it can be taken over. */
  readonly since: string | null;
}

/** Set when a DELETE was accepted; from then on nothing but removal happens. */
export interface Deletion {
  readonly requestedAt: string;
  readonly operation: string;
}

/** A cluster without what is observed. */
export interface ClusterRecord extends Omit<Cluster, 'status'> {
  readonly createdBy: CreatedBy;
  readonly holder?: Holder;
  readonly deletion: Deletion | null;
}

/** A node group without what is observed. */
export interface NodeGroupRecord extends Omit<NodeGroup, 'status'> {
  readonly createdBy: CreatedBy;
  readonly holder?: Holder;
  readonly deletion: Deletion | null;
}

/** An add-on without what is observed. */
export interface AddonRecord extends Omit<Addon, 'status' | 'hasSecretValues'> {
  /** Sealed, see `secrets/addon-values.ts`; absent when it has none. */
  readonly secretValues?: string;
  readonly createdBy: CreatedBy;
  readonly holder?: Holder;
  readonly deletion: Deletion | null;
}

/** An upgrade; its status is progress that the reconciler writes in place. */
export interface VersionUpgradeRecord extends VersionUpgrade {
  /** Absent where a new version of the cluster made it. */
  readonly createdBy?: CreatedBy;
  readonly holder?: Holder;
  /** The user asked to hold it; the node in hand is finished first. */
  readonly paused: boolean;
  /** The API servers have begun to change: it can no longer be cancelled. */
  readonly committed: boolean;
}

/** An operation and what the reconciler needs to know about it. */
export interface OperationRecord extends Operation {
  readonly tenant: string;
  /** JSON pointers of the fields that it changes; a later write to one of them supersedes it. */
  readonly fields: readonly string[];
  /** Uids of the node groups and add-ons that belong to the same write. */
  readonly children: readonly string[];
}

/** Beside an operation that a request has ended, until the reconciler has told of it. */
export interface EndingMark {
  /** Of the cluster that the operation was about. */
  readonly uid: string;
}
