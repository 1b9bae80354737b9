// What exists now in the clusters of a tenant. It is measured, not kept: only people who look at it need it.
import { addDemands, type Demand, NO_DEMAND, parseQuantity } from '@hikube/domain';
import type { Node } from '@hikube/openapi/types';
import type { ClusterNodesRecord } from '../../model/observed.ts';
import { kinds } from '../../model/records.ts';
import { everyDocument } from '../../store/every-document.ts';
import type { Store } from '../../store/store.ts';

// A record holds up to 2,000 nodes; few at a time keep the memory bounded.
const CLUSTERS_AT_ONCE = 100;
const UNIT = 1_000_000_000n;

/** The clusters that are there, and the size of all their nodes. */
export async function measureUsage(store: Store, tenant: string): Promise<Demand> {
  const clusters = await store.count({ kind: kinds.cluster, tenant });
  let sum: Demand = { ...NO_DEMAND, clusters: BigInt(clusters) * UNIT };
  const selection = { kind: kinds.clusterNodes, tenant };
  for await (const { body } of everyDocument<ClusterNodesRecord>(store, selection, CLUSTERS_AT_ONCE)) {
    sum = body.nodes.map(nodeDemand).reduce(addDemands, sum);
  }
  return sum;
}

function nodeDemand(node: Node): Demand {
  return {
    clusters: 0n,
    nodes: UNIT,
    cpu: parseQuantity(node.cpu) ?? 0n,
    memory: parseQuantity(node.memory) ?? 0n,
    gpus: BigInt(node.gpus.length) * UNIT,
  };
}
