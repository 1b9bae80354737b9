// What a tenant has asked for, kept as a sum: checking a quota must not cost a look at every cluster of the tenant.
// Each cluster keeps what was added for it, so that exactly that is taken away again, whatever the catalogue says by
// then. Both are written in the commit of the change, so the sum is never wrong and never raced.
import { addDemands, type Demand, NO_DEMAND, QUOTA_RESOURCES } from '@hikube/domain';
import type { Batch, Document, DocumentKey, Put, Store, Write } from '../../store/store.ts';

/** A demand as it is stored: JSON has no big integers. */
type StoredDemand = Readonly<Record<keyof Demand, string>>;

/** What a tenant and one of its clusters have asked for. */
export interface Ledger {
  readonly tenant: Demand;
  readonly cluster: Demand;
  /** What makes the cluster take `demand` from now on. When it already does, only that it still does is checked. */
  book(demand: Demand): Pick<Required<Batch>, 'writes' | 'guards'>;
}

/** Reads the ledger for a change of one cluster. */
export async function readLedger(store: Store, tenant: string, cluster: string): Promise<Ledger> {
  const keys = [tenantUsageKey(tenant), clusterUsageKey(tenant, cluster)] as const;
  const [total, own] = await store.getMany<StoredDemand>(keys);
  const before = { tenant: demandOf(total), cluster: demandOf(own) };
  return {
    ...before,
    book(demand) {
      if (isSame(demand, before.cluster)) {
        return { writes: [], guards: [{ key: keys[1], expect: own?.revision ?? 'absent' }] };
      }
      const sum = addDemands(addDemands(before.tenant, negative(before.cluster)), demand);
      return { writes: [put(keys[0], total, sum), clusterWrite(keys[1], own, demand)], guards: [] };
    },
  };
}

/** What the clusters of a tenant may take with every node group at its maximum. */
export async function readRequested(store: Store, tenant: string): Promise<Demand> {
  return demandOf(await store.get<StoredDemand>(tenantUsageKey(tenant)));
}

function tenantUsageKey(tenant: string): DocumentKey {
  return { tenant, kind: 'tenantUsage', id: 'tenant' };
}

function clusterUsageKey(tenant: string, cluster: string): DocumentKey {
  return { tenant, kind: 'clusterUsage', id: cluster };
}

function clusterWrite(key: DocumentKey, before: Document<StoredDemand> | undefined, demand: Demand): Write {
  const isGone = isSame(demand, NO_DEMAND) && before !== undefined;
  return isGone ? { key, delete: true, expect: before.revision } : put(key, before, demand);
}

function put(key: DocumentKey, before: Document<StoredDemand> | undefined, demand: Demand): Put {
  return { key, body: mapDemand(demand, String), expect: before?.revision ?? 'absent' };
}

function demandOf(document: Document<StoredDemand> | undefined): Demand {
  return document === undefined ? NO_DEMAND : mapDemand(document.body, BigInt);
}

function negative(demand: Demand): Demand {
  return mapDemand(demand, (amount) => -amount);
}

function isSame(one: Demand, other: Demand): boolean {
  return QUOTA_RESOURCES.every((resource) => one[resource] === other[resource]);
}

function mapDemand<From, To>(
  demand: Readonly<Record<keyof Demand, From>>,
  change: (amount: From) => To,
): Readonly<Record<keyof Demand, To>> {
  return {
    clusters: change(demand.clusters),
    nodes: change(demand.nodes),
    cpu: change(demand.cpu),
    memory: change(demand.memory),
    gpus: change(demand.gpus),
  };
}
