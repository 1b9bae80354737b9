// What is stored of a kubeconfig: one record to list and revoke it, one to find it by the digest of its token.
import type { Kubeconfig } from '@hikube/openapi/types';
import { kinds, NOBODY } from '../model/keys.ts';
import type { DocumentKey, Write } from '../store/store.ts';

/** What a holder may do in the cluster. */
export type Role = Kubeconfig['role'];

/** An issued kubeconfig, without its token. */
export interface KubeconfigRecord extends Kubeconfig {
  /** Uid of the cluster: a later cluster of the same name has none of its kubeconfigs. */
  readonly uid: string;
  /** Digest of the token. */
  readonly digest: string;
  /** Id of the API token that asked for it. */
  readonly createdBy: string;
}

/** What a token of a kubeconfig stands for. It is gone once the kubeconfig is revoked or has expired. */
export interface AccessRecord {
  readonly digest: string;
  readonly tenant: string;
  readonly cluster: string;
  /** Uid of the cluster. */
  readonly uid: string;
  /** Id of the kubeconfig. */
  readonly id: string;
  readonly role: Role;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

// So that one can still see who had access yesterday.
const KEPT_AFTER_EXPIRY_MS = 86_400_000;

/** Where a kubeconfig lies: by uid, so that it is out of sight as soon as its cluster is. */
export function kubeconfigKey(tenant: string, uid: string, id: string): DocumentKey {
  return { tenant, kind: kinds.kubeconfig, id: kubeconfigPrefix(uid) + id };
}

/** The start of the ids of all kubeconfigs of a cluster. */
export function kubeconfigPrefix(uid: string): string {
  return `${uid}/`;
}

/** Where the meaning of a token lies. */
export function accessKey(digest: string): DocumentKey {
  return { tenant: NOBODY, kind: kinds.kubeconfigToken, id: digest };
}

/** Stores a new kubeconfig. Both records go by themselves. */
export function issueWrites(tenant: string, record: KubeconfigRecord): readonly Write[] {
  const { digest, cluster, uid, id, role } = record;
  const expiresAt = Date.parse(record.expiresAt);
  const access: AccessRecord = { digest, tenant, cluster, uid, id, role, expiresAt };
  return [
    {
      key: kubeconfigKey(tenant, uid, id),
      body: record,
      expect: 'absent',
      expiresAt: expiresAt + KEPT_AFTER_EXPIRY_MS,
    },
    { key: accessKey(digest), body: access, expect: 'absent', expiresAt },
  ];
}

/** Moves the end of a kubeconfig that is still valid. */
export function renewWrites(
  tenant: string,
  record: KubeconfigRecord,
  { revision, expiresAt }: { readonly revision: number; readonly expiresAt: number },
): readonly Write[] {
  const { digest, cluster, uid, id, role } = record;
  const access: AccessRecord = { digest, tenant, cluster, uid, id, role, expiresAt };
  return [
    {
      key: kubeconfigKey(tenant, uid, id),
      body: record,
      expect: revision,
      expiresAt: expiresAt + KEPT_AFTER_EXPIRY_MS,
    },
    // The record above decides: whoever revoked it meanwhile has changed its revision.
    { key: accessKey(digest), body: access, expect: 'any', expiresAt },
  ];
}

/** Revokes a kubeconfig: its token means nothing from this commit on. */
export function revokeWrites(
  tenant: string,
  record: KubeconfigRecord,
  { revision, revokedAt }: { readonly revision: number; readonly revokedAt: string },
): readonly Write[] {
  return [
    {
      key: kubeconfigKey(tenant, record.uid, record.id),
      body: { ...record, revokedAt },
      expect: revision,
      expiresAt: Date.parse(record.expiresAt) + KEPT_AFTER_EXPIRY_MS,
    },
    { key: accessKey(record.digest), delete: true, expect: 'any' },
  ];
}
