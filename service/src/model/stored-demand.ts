// A demand as it is stored, and the two sums of a tenant: what its clusters may take, and what exists in them.
import { type Demand, QUOTA_RESOURCES, type QuotaResource } from '@hikube/domain';
import type { Add, DocumentKey } from '../store/store.ts';

/** JSON has no big integers. A resource that is not named is not taken. */
export type StoredDemand = Readonly<Partial<Record<QuotaResource, string>>>;

/** The stored form. */
export function storedDemand(demand: Demand): StoredDemand {
  return Object.fromEntries(QUOTA_RESOURCES.map((resource) => [resource, String(demand[resource])]));
}

/** The demand of a stored form; nothing when there is none. */
export function demandOf(stored: StoredDemand = {}): Demand {
  return forEach((resource) => BigInt(stored[resource] ?? '0'));
}

/** What leads from one demand to another. */
export function differenceOfDemands(from: Demand, to: Demand): Demand {
  return forEach((resource) => to[resource] - from[resource]);
}

/**
 * Adds a difference to a sum.
 * @param atMost bounds of resources that grow
 * @returns nothing to write when there is no difference
 */
export function addDemand(
  key: DocumentKey,
  difference: Demand,
  atMost: Readonly<Partial<Demand>> = {},
): readonly Add[] {
  const changed = QUOTA_RESOURCES.filter((resource) => difference[resource] !== 0n);
  if (changed.length === 0) return [];
  const add = Object.fromEntries(changed.map((resource) => [resource, difference[resource]]));
  const bounds = changed.flatMap((resource) => {
    const most = difference[resource] > 0n ? atMost[resource] : undefined;
    return most === undefined ? [] : [[resource, most] as const];
  });
  return [
    { key, add, expect: 'any', ...(bounds.length === 0 ? {} : { atMost: Object.fromEntries(bounds) }) },
  ];
}

function forEach(amount: (resource: QuotaResource) => bigint): Demand {
  return {
    clusters: amount('clusters'),
    nodes: amount('nodes'),
    cpu: amount('cpu'),
    memory: amount('memory'),
    gpus: amount('gpus'),
  };
}
