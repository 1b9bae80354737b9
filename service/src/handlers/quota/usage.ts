// What exists now in the clusters of a tenant. It is measured, not kept: only people who look at it need it.
import { addDemands, type Demand, NO_DEMAND, parseQuantity } from '@hikube/domain';
import type { Node } from '@hikube/openapi/types';
import type { ClusterNodesRecord } from '../../model/observed.ts';
import { kinds } from '../../model/records.ts';
import type { Store } from '../../store/store.ts';

const PAGE = 100;
const UNIT = 1_000_000_000n;

/** The clusters that are there, and the size of all their nodes. */
export async function measureUsage(store: Store, tenant: string): Promise<Demand> {
  const clusters = await store.count({ kind: kinds.cluster, tenant });
  let sum: Demand = { ...NO_DEMAND, clusters: BigInt(clusters) * UNIT };
  for (let position: string | undefined; ; ) {
    const page = await store.list<ClusterNodesRecord>({
      kind: kinds.clusterNodes,
      tenant,
      limit: PAGE,
      ...(position === undefined ? {} : { after: { tenant, id: position } }),
    });
    for (const { body } of page) sum = body.nodes.map(nodeDemand).reduce(addDemands, sum);
    position = page.at(-1)?.key.id;
    if (page.length < PAGE) return sum;
  }
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
