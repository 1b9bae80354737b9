// What a write does to the quota of the tenant: whether it fits, and what is booked when it is committed.
import {
  addDemands,
  checkQuota,
  clusterDemand,
  type Demand,
  type Impact as DomainImpact,
  type Finding,
  NO_DEMAND,
} from '@hikube/domain';
import type { Guard, Write } from '../store/store.ts';
import type { Desired } from './desired/desired.ts';
import type { Surroundings } from './ground.ts';

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
    .filter(({ action, target, fields }) => {
      const isSize = fields.some((field) => SIZE_FIELDS.some((name) => field.startsWith(`/${name}`)));
      return target.startsWith('node-group/') && (action === 'create' || (action === 'update' && isSize));
    })
    .map(({ target }) => target.slice('node-group/'.length));
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
