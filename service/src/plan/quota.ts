// What a tenant has asked for, kept as a sum: checking a quota must not cost a look at every cluster of the tenant.
// Each cluster keeps what was added for it, so that exactly that is taken away again, whatever the catalogue says by
// then. Both are written in the commit of the change. The sum is added to and not replaced, and the store looks at the
// limit when it commits: writers of different clusters never meet, and the limit is never passed.
import { type Demand, NO_DEMAND, parseQuantity, QUOTA_RESOURCES } from '@hikube/domain';
import { clusterKey, requestedKey } from '../model/keys.ts';
import {
  addDemand,
  demandOf,
  differenceOfDemands,
  type StoredDemand,
  storedDemand,
} from '../model/stored-demand.ts';
import type { Batch, Document, DocumentKey, Store, Write } from '../store/store.ts';
import type { QuotaLimits } from './limits.ts';

/** What a tenant and one of its clusters have asked for. */
export interface Ledger {
  readonly tenant: Demand;
  readonly cluster: Demand;
  /**
   * What makes the cluster take `demand` from now on. When it already does, only that it still does is checked.
   * @param limits that no sum may pass by growing; one that is lower than the sum already still lets it shrink
   */
  book(demand: Demand, limits: QuotaLimits): Pick<Required<Batch>, 'writes' | 'guards'>;
}

/** Reads the ledger for a change of one cluster. */
export async function readLedger(store: Store, tenant: string, cluster: string): Promise<Ledger> {
  const key = clusterKey(tenant, 'clusterUsage', cluster);
  const [total, own] = await store.getMany<StoredDemand>([requestedKey(tenant), key]);
  const before = demandOf(own?.body);
  return {
    tenant: demandOf(total?.body),
    cluster: before,
    book(demand, limits) {
      const difference = differenceOfDemands(before, demand);
      const sums = addDemand(requestedKey(tenant), difference, amountsOf(limits));
      if (sums.length === 0) return { writes: [], guards: [{ key, expect: own?.revision ?? 'absent' }] };
      return { writes: [...sums, clusterWrite(key, own, demand)], guards: [] };
    },
  };
}

/** What the clusters of a tenant may take with every node group at its maximum. */
export async function readRequested(store: Store, tenant: string): Promise<Demand> {
  return demandOf((await store.get<StoredDemand>(requestedKey(tenant)))?.body);
}

function clusterWrite(key: DocumentKey, before: Document<StoredDemand> | undefined, demand: Demand): Write {
  const isGone = QUOTA_RESOURCES.every((resource) => demand[resource] === NO_DEMAND[resource]);
  if (isGone && before !== undefined) return { key, delete: true, expect: before.revision };
  return { key, body: storedDemand(demand), expect: before?.revision ?? 'absent' };
}

function amountsOf(limits: QuotaLimits): Readonly<Partial<Demand>> {
  const amounts = QUOTA_RESOURCES.flatMap((resource) => {
    const amount = parseQuantity(limits[resource]);
    return amount === undefined ? [] : [[resource, amount] as const];
  });
  return Object.fromEntries(amounts);
}
