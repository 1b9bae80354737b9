// Whether it is known how a cluster is: its records may be there before anybody has looked.
import { PLATFORM_REACHABLE } from '../model/conditions.ts';
import { clusterKey } from '../model/keys.ts';
import type { ClusterStatusRecord } from '../model/records.ts';
import type { Store } from '../store/store.ts';

/** False as well while the platform did not answer whoever looked last. */
export async function isSeen(store: Pick<Store, 'get'>, tenant: string, name: string): Promise<boolean> {
  const found = await store.get<ClusterStatusRecord>(clusterKey(tenant, 'clusterStatus', name));
  const conditions = found?.body.cluster.conditions;
  return conditions?.some(({ type, status }) => type === PLATFORM_REACHABLE && status === 'True') ?? false;
}
