// The writes about a kubeconfig: its record, by which it is listed, and the mark that it is not certain what the platform
// made of it.
import { kubeconfigKey, openKubeconfigKey } from '../model/keys.ts';
import type { KubeconfigRecord, OpenKubeconfig } from '../model/records.ts';
import type { ClusterRef } from '../platform/platform.ts';
import type { DocumentKey, Put } from '../store/store.ts';

// So that one can still see who had access yesterday.
const KEPT_AFTER_EXPIRY_MS = 86_400_000;

/** The keys of a kubeconfig of a cluster. */
export function keysOf(
  tenant: string,
  { uid, id }: Pick<KubeconfigRecord, 'uid' | 'id'>,
): { readonly record: DocumentKey; readonly mark: DocumentKey } {
  return { record: kubeconfigKey(tenant, uid, id), mark: openKubeconfigKey(tenant, uid, id) };
}

/** The cluster that a kubeconfig is for, as the platform knows it. */
export function refOf(
  tenant: string,
  { cluster, uid }: Pick<KubeconfigRecord, 'cluster' | 'uid'>,
): ClusterRef {
  return { tenant, name: cluster, uid };
}

/** Stores a kubeconfig. It goes by itself. */
export function recordWrite(tenant: string, record: KubeconfigRecord, expect: number | 'absent'): Put {
  const expiresAt = Date.parse(record.expiresAt) + KEPT_AFTER_EXPIRY_MS;
  return { key: keysOf(tenant, record).record, body: record, expect, expiresAt };
}

/** Marks it. A credential that has expired needs nobody to revoke it. */
export function markWrite(tenant: string, record: KubeconfigRecord, now: number): Put {
  const { cluster, uid, id } = record;
  const body: OpenKubeconfig = { tenant, cluster, uid, id, since: now };
  return { key: keysOf(tenant, record).mark, body, expect: 'any', expiresAt: Date.parse(record.expiresAt) };
}
