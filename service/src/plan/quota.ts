// The quota of a tenant: its limits, what it has asked for, whether a write fits, and what is booked when it is committed.
import {
  addDemands,
  checkQuota,
  clusterDemand,
  type Demand,
  type Impact as DomainImpact,
  type Finding,
  NO_DEMAND,
  parseQuantity,
  QUOTA_RESOURCES,
  type Quota,
} from '@hikube/domain';
import { clusterKey, existingKey, kinds, requestedKey, tenantKey } from '../model/keys.ts';
import {
  addDemand,
  demandOf,
  differenceOfDemands,
  type StoredDemand,
  storedDemand,
} from '../model/records.ts';
import type { Batch, Document, DocumentKey, Guard, Store, Write } from '../store/store.ts';
import type { Desired } from './desired/desired.ts';
import type { Surroundings } from './ground.ts';

/** Limits as quantities; an absent resource is not limited. */
export type QuotaLimits = Quota;

/** Far more than one team orders by accident, and a bound all the same. */
export const DEFAULT_QUOTA: QuotaLimits = Object.freeze({
  clusters: '100',
  nodes: '2000',
  cpu: '20k',
  memory: '100Ti',
  gpus: '500',
});

/** @throws RangeError for a limit that would limit nothing: of what is not counted, or no quantity from 0 */
export function checkedLimits(limits: QuotaLimits): QuotaLimits {
  for (const [resource, limit] of Object.entries(limits)) {
    const isCounted = (QUOTA_RESOURCES as readonly string[]).includes(resource);
    if (!isCounted || (parseQuantity(limit) ?? -1n) < 0n)
      throw new RangeError(
        `The quota has ${JSON.stringify(limit)} of ${resource}: give quantities from 0 of ${QUOTA_RESOURCES.join(', ')}.`,
      );
  }
  return limits;
}

/** What is stored of a tenant that differs from the others. */
export interface TenantRecord {
  readonly displayName: string;
  readonly quota: QuotaLimits;
}

/** The settings of a tenant: its own limits, or those that the service gives to everybody. */
export async function readTenant(store: Store, tenant: string, fallback: QuotaLimits): Promise<TenantRecord> {
  const document = await store.get<TenantRecord>(tenantKey(tenant));
  return document?.body ?? { displayName: tenant, quota: fallback };
}

/** The quota side of a write. */
export interface Booking {
  readonly findings: readonly Finding[];
  readonly writes: readonly Write[];
  /**
   * That nobody has booked for the cluster meanwhile. Its creation and its deletion are bookings too, so nothing is
   * made in a cluster that goes at the same moment.
   */
  readonly guards: readonly Guard[];
  /** What the tenant has asked for after the write. */
  readonly requested: Demand;
}

/**
 * Checks and books what a cluster takes from now on.
 * @param after undefined when the cluster goes: what it took is free as soon as its deletion is accepted
 */
export function bookQuota(
  after: Desired | undefined,
  impact: DomainImpact,
  { catalogue, ledger, limits }: Surroundings,
): Booking {
  const demand =
    after === undefined ? NO_DEMAND : clusterDemand(Object.fromEntries(after.nodeGroups), catalogue);
  const others = subtract(ledger.tenant, ledger.cluster);
  const change = { others, before: ledger.cluster, after: demand, surge: impact.surge };
  const { clusters, ...perNode } = limits;
  const findings = [
    ...checkQuota(clusters === undefined ? {} : { clusters }, change),
    ...checkQuota(perNode, change, placeOfGrowth(impact)),
  ];
  return { findings, ...ledger.book(demand, limits), requested: addDemands(others, demand) };
}

/** Fields of a node group that decide what it takes at its maximum. */
const SIZE_FIELDS = ['maxReplicas', 'instanceType', 'resources', 'gpus'];

/** Where a request asks for more: at the maximum of the group that grows, or at all groups when several do. */
function placeOfGrowth({ changes }: DomainImpact): string {
  const grown = changes
    .filter(({ action, kind, fields }) => {
      const isSize = fields.some((field) => SIZE_FIELDS.some((name) => field.startsWith(`/${name}`)));
      return kind === 'NodeGroup' && (action === 'create' || (action === 'update' && isSize));
    })
    .map(({ name }) => name);
  return grown.length === 1 ? `/nodeGroups/${grown[0]}/maxReplicas` : '/nodeGroups';
}

function subtract(from: Demand, what: Demand): Demand {
  return {
    clusters: from.clusters - what.clusters,
    nodes: from.nodes - what.nodes,
    cpu: from.cpu - what.cpu,
    memory: from.memory - what.memory,
    gpus: from.gpus - what.gpus,
  };
}

// What a tenant has asked for, kept as a sum: checking a quota must not cost a look at every cluster of the tenant.
// Each cluster keeps what was added for it, so that exactly that is taken away again, whatever the catalogue says by
// then. Both are written in the commit of the change. The sum is added to and not replaced, and the store looks at the
// limit when it commits: writers of different clusters never meet, and the limit is never passed.

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

const UNIT = 1_000_000_000n;

/** What exists now in the clusters of a tenant: a sum that the reconciler keeps, so that nobody has to add it up. */
export async function readUsage(store: Store, tenant: string): Promise<Demand> {
  const [clusters, nodes] = await Promise.all([
    store.count({ kind: kinds.Cluster, tenant }),
    store.get<StoredDemand>(existingKey(tenant)),
  ]);
  return { ...demandOf(nodes?.body), clusters: BigInt(clusters) * UNIT };
}
