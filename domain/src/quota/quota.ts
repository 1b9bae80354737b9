// Whether a tenant's quota covers what a change asks for, at the maximum and while nodes are replaced.
import { errorWith, type Finding, warning } from '../finding.ts';
import { formatQuantity, parseQuantity } from '../values/quantity.ts';
import { addDemands, type Demand, QUOTA_RESOURCES, type QuotaResource } from './demand.ts';

/** Limits of a tenant as quantities; an absent resource is not limited. */
export type Quota = Readonly<Partial<Record<QuotaResource, string>>>;

/** One limit and what counts against it; the shape of the contract, all quantities. */
export interface QuotaItem {
  readonly resource: QuotaResource;
  readonly limit: string;
  /** What exists now. */
  readonly used: string;
  /** What could exist: every group at its maximum. */
  readonly requested: string;
}

/** The quota with what is used and requested, one item for each limit. Limits that are no quantities are left out. */
export function quotaItems(quota: Quota, used: Demand, requested: Demand): readonly QuotaItem[] {
  return QUOTA_RESOURCES.flatMap((resource) => {
    const limit = parseQuantity(quota[resource]);
    if (limit === undefined) return [];
    return [
      {
        resource,
        limit: formatQuantity(limit),
        used: formatQuantity(used[resource]),
        requested: formatQuantity(requested[resource]),
      },
    ];
  });
}

/** What a change asks of a quota. */
export interface QuotaChange {
  /** What the rest of the tenant may take at its maximum. */
  readonly others: Demand;
  /** What the object takes before the change, at its maximum; nothing when it is new. */
  readonly before: Demand;
  /** What it takes after the change, at its maximum. */
  readonly after: Demand;
  /** What extra nodes take while others are replaced. */
  readonly surge?: Demand;
}

/**
 * Checks a change against the quota. What exceeds it is refused, unless the change does not add to it: a tenant whose
 * limit was lowered must still be able to shrink. Extra nodes during replacement only warn, because they wait.
 */
export function checkQuota(quota: Quota, change: QuotaChange, pointer = ''): readonly Finding[] {
  const total = addDemands(change.others, change.after);
  return QUOTA_RESOURCES.flatMap((resource) => {
    const limit = parseQuantity(quota[resource]);
    if (limit === undefined) return [];
    const grows = change.after[resource] > change.before[resource];
    if (grows && total[resource] > limit) return [exceeded(resource, limit, total[resource], pointer)];
    const surge = change.surge?.[resource] ?? 0n;
    if (surge === 0n || total[resource] + surge <= limit) return [];
    return [atSurge(resource, limit, total[resource] + surge, pointer)];
  });
}

// What a tenant can do itself about each limit. A sentence that names another dimension's remedy would send people off to
// change what helps nothing.
const REMEDIES: Readonly<Record<QuotaResource, string>> = {
  clusters: 'delete a cluster that is not needed any more',
  nodes: 'lower maxReplicas',
  cpu: 'lower maxReplicas, or choose a smaller instanceType or fewer resources',
  memory: 'lower maxReplicas, or choose a smaller instanceType or fewer resources',
  gpus: 'lower maxReplicas, or list fewer gpus',
};

function exceeded(resource: QuotaResource, limit: bigint, needed: bigint, pointer: string): Finding {
  const would =
    resource === 'clusters'
      ? `the tenant would have ${formatQuantity(needed)}`
      : `with every node group at its maximum the tenant would take ${formatQuantity(needed)}`;
  const detail = `The quota for ${resource} is ${formatQuantity(limit)}, but ${would}; ${REMEDIES[resource]}, or ask for a higher quota.`;
  const params = { resource, limit: formatQuantity(limit), needed: formatQuantity(needed) };
  return errorWith(params, pointer, 'quota_exceeded', detail);
}

function atSurge(resource: QuotaResource, limit: bigint, needed: bigint, pointer: string): Finding {
  const detail =
    `While nodes are replaced the tenant may need ${formatQuantity(needed)} of ${resource}, and its quota is ` +
    `${formatQuantity(limit)}; the replacement waits until there is room.`;
  return warning(pointer, 'quota_at_surge', detail);
}
