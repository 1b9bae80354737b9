// The nodes of a cluster, as users list them.
import { addDemands, type Demand, NO_DEMAND, parseQuantity } from '@hikube/domain';
import type { Node } from '@hikube/openapi/types';
import { toTimestamp } from '../../clock.ts';
import type { ClusterState } from '../../model/aggregate.ts';
import { type Aspect, conditionsOf, fails, holds } from '../../model/conditions.ts';
import { type ClusterNodesRecord, storedDemand } from '../../model/records.ts';
import type { ObservedCluster, ObservedNode } from '../../platform/platform.ts';

/**
 * How many nodes of a cluster are listed. One record holds them, and a record of the store is at most a mebibyte;
 * the counts in the status hold for any number, and a condition says when the list is not complete.
 */
export const LISTED_NODES_MAX = 2000;

// Demands count in billionths.
const UNIT = 1_000_000_000n;

/** The nodes by name, at most `LISTED_NODES_MAX` of them. */
export function nodesRecord(
  state: ClusterState,
  observed: ObservedCluster | undefined,
  now: number,
): ClusterNodesRecord {
  const before = new Map(state.nodes?.nodes.map((node) => [node.uid, node]));
  const all = (observed?.nodeGroups ?? []).flatMap((group) =>
    group.nodes.map((node) => ({ group: group.name, node })),
  );
  const nodes = all
    .sort((a, b) => (a.node.name < b.node.name ? -1 : 1))
    .slice(0, LISTED_NODES_MAX)
    .map(({ group, node }) => toNode(state.cluster.name, group, node, before.get(node.uid), now));
  return {
    uid: state.cluster.uid,
    nodes,
    existing: storedDemand(demandOfNodes(all.map(({ node }) => node))),
  };
}

/** What the nodes take, all of them, however many are listed. */
function demandOfNodes(nodes: readonly ObservedNode[]): Demand {
  return nodes.map(demandOfNode).reduce(addDemands, NO_DEMAND);
}

function demandOfNode({ cpu, memory, gpus }: ObservedNode): Demand {
  return {
    clusters: 0n,
    nodes: UNIT,
    cpu: parseQuantity(cpu) ?? 0n,
    memory: parseQuantity(memory) ?? 0n,
    gpus: BigInt(gpus.length) * UNIT,
  };
}

function toNode(
  cluster: string,
  nodeGroup: string,
  node: ObservedNode,
  previous: Node | undefined,
  now: number,
): Node {
  return {
    name: node.name,
    cluster,
    nodeGroup,
    site: node.site,
    instanceType: node.instanceType,
    cpu: node.cpu,
    memory: node.memory,
    gpus: [...node.gpus],
    roles: [...node.roles],
    labels: { ...node.labels },
    taints: node.taints.map((taint) => ({ ...taint })),
    uid: node.uid,
    createdAt: toTimestamp(node.createdAt),
    status: {
      phase: node.phase,
      conditions: conditionsOf(previous?.status.conditions, [readyAspect(node), currentAspect(node)], now),
      version: node.version,
    },
  };
}

function readyAspect(node: ObservedNode): Aspect {
  return node.phase === 'Ready' ? holds('Ready', 'NodeReady') : fails('Ready', node.phase, node.message);
}

function currentAspect(node: ObservedNode): Aspect {
  if (node.current) return holds('Updated', 'SettingsInPlace');
  return fails('Updated', 'WaitsToBeReplaced', 'A node with the new settings takes its place in turn.');
}
