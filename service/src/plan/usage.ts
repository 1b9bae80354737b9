// What exists now in the clusters of a tenant: a sum that the reconciler keeps, so that nobody has to add it up.
import type { Demand } from '@hikube/domain';
import { existingKey, kinds } from '../model/keys.ts';
import { demandOf, type StoredDemand } from '../model/stored-demand.ts';
import type { Store } from '../store/store.ts';

const UNIT = 1_000_000_000n;

/** The clusters that are there, and the size of all their nodes. */
export async function readUsage(store: Store, tenant: string): Promise<Demand> {
  const [clusters, nodes] = await Promise.all([
    store.count({ kind: kinds.cluster, tenant }),
    store.get<StoredDemand>(existingKey(tenant)),
  ]);
  return { ...demandOf(nodes?.body), clusters: BigInt(clusters) * UNIT };
}
