// Pages of nodes. A cluster keeps its nodes in one record, so a page may end in the middle of one.
import type { Node } from '@hikube/openapi/types';
import { clusterKey, kinds } from '../../model/keys.ts';
import type { ClusterNodesRecord } from '../../model/records.ts';
import { readReadable } from '../../store/read-whole.ts';
import type { Store } from '../../store/store.ts';
import { findCluster, readNodes } from '../find.ts';
import type { Context } from '../handler.ts';
import { decodeCursor, encodeCursor, foreignCursor } from './cursor.ts';
import { EVERY_CLUSTER } from './lists.ts';
import type { Page, PageRequest } from './page.ts';

// A record holds up to 2,000 nodes; few at a time keep a page's memory bounded.
const CLUSTERS_AT_ONCE = 20;

/** A page of the nodes of one cluster, or with `-` of every cluster, in the order of cluster and name. */
export async function pageOfNodes(
  context: Pick<Context, 'store' | 'caller'>,
  cluster: string,
  request: PageRequest,
): Promise<Page<Node>> {
  const { tenant } = context.caller;
  const list = ['node', tenant, cluster];
  const after = request.cursor === undefined ? undefined : decodeCursor(list, request.cursor);
  if (after !== undefined && !after.includes('/')) throw foreignCursor();
  const nodes =
    cluster === EVERY_CLUSTER
      ? await nodesOfAll(context.store, tenant, after, request.limit + 1)
      : await nodesOfOne(context, cluster, after, request.limit + 1);
  const items = nodes.slice(0, request.limit);
  const last = items.at(-1);
  const more = nodes.length > items.length && last !== undefined;
  return { items, nextCursor: more ? encodeCursor(list, positionOf(last)) : null };
}

function positionOf(node: Node): string {
  return `${node.cluster}/${node.name}`;
}

async function nodesOfOne(
  context: Pick<Context, 'store' | 'caller'>,
  cluster: string,
  after: string | undefined,
  limit: number,
): Promise<Node[]> {
  const { record } = await findCluster(context, cluster);
  const nodes = await readNodes(context.store, context.caller.tenant, record);
  return nodesBehind(nodes, after).slice(0, limit);
}

/** Begins in the cluster in which the last page ended: it may have more nodes. */
async function nodesOfAll(
  store: Store,
  tenant: string,
  after: string | undefined,
  limit: number,
): Promise<Node[]> {
  const first = after?.slice(0, after.indexOf('/'));
  const begun = first === undefined ? [] : [clusterKey(tenant, 'clusterNodes', first)];
  const [started] = await readReadable<ClusterNodesRecord>(store, begun);
  const rest = started === undefined ? [] : started.body.nodes;
  const found = nodesBehind(rest, after).slice(0, limit);
  let position = first;
  while (found.length < limit) {
    const records = await store.list<ClusterNodesRecord>({
      kind: kinds.clusterNodes,
      tenant,
      limit: CLUSTERS_AT_ONCE,
      damaged: 'leave_out',
      ...(position === undefined ? {} : { after: { tenant, id: position } }),
    });
    for (const { body } of records) found.push(...body.nodes.slice(0, limit - found.length));
    position = records.at(-1)?.key.id;
    if (records.length < CLUSTERS_AT_ONCE) break;
  }
  return found;
}

function nodesBehind(nodes: readonly Node[], after: string | undefined): readonly Node[] {
  return after === undefined ? nodes : nodes.filter((node) => positionOf(node) > after);
}
