// What node groups take from the quota of a tenant: nodes, cpu, memory and cards.
import { fields } from '@hikube/openapi/fields';
import type { KnownCatalogue } from '../catalogue/catalogue.ts';
import { gpuCount } from '../node-group/gpus.ts';
import { nodeSize } from '../node-group/resources.ts';
import type { Nano } from '../values/quantity.ts';
import { isInteger, isObject, type JsonObject } from '../values/read.ts';

/** Resources that a tenant's quota counts, in the order of the contract. */
export const QUOTA_RESOURCES = Object.freeze(['clusters', 'nodes', 'cpu', 'memory', 'gpus'] as const);

/** A resource that a quota counts. */
export type QuotaResource = (typeof QUOTA_RESOURCES)[number];

/** An amount of each resource, in nano units. */
export type Demand = Readonly<Record<QuotaResource, Nano>>;

const UNIT = 1_000_000_000n;

/** Nothing of any resource. */
export const NO_DEMAND: Demand = Object.freeze({ clusters: 0n, nodes: 0n, cpu: 0n, memory: 0n, gpus: 0n });

/** The sum of two demands. */
export function addDemands(a: Demand, b: Demand): Demand {
  return mapDemand((resource) => a[resource] + b[resource]);
}

function mapDemand(amount: (resource: QuotaResource) => Nano): Demand {
  return {
    clusters: amount('clusters'),
    nodes: amount('nodes'),
    cpu: amount('cpu'),
    memory: amount('memory'),
    gpus: amount('gpus'),
  };
}

/**
 * What `count` nodes of a group take. An instance type that the catalogue does not have counts no cpu and memory:
 * that it is unknown is another rule's finding.
 */
export function nodesDemand(group: JsonObject, count: number, catalogue?: KnownCatalogue): Demand {
  const nodes = BigInt(isInteger(count) && count > 0 ? count : 0);
  const size = nodeSize(group, catalogue);
  return {
    clusters: 0n,
    nodes: nodes * UNIT,
    cpu: nodes * (size?.cpu ?? 0n),
    memory: nodes * (size?.memory ?? 0n),
    gpus: nodes * BigInt(gpuCount(group)) * UNIT,
  };
}

/** Most nodes that the autoscaler may run in a group: `maxReplicas`, or its default. */
export function maxNodes(group: JsonObject): number {
  const max = group['maxReplicas'] ?? fields.NodeGroup.maxReplicas.default;
  return isInteger(max) ? max : 0;
}

/** What one cluster takes with every node group at its maximum. */
export function clusterDemand(nodeGroups: unknown, catalogue?: KnownCatalogue): Demand {
  const groups = isObject(nodeGroups) ? Object.values(nodeGroups).filter(isObject) : [];
  return groups
    .map((group) => nodesDemand(group, maxNodes(group), catalogue))
    .reduce(addDemands, { ...NO_DEMAND, clusters: UNIT });
}
