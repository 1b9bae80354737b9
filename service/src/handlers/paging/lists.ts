// The lists of the contract that come from the store: which records, in which order, seen how.
import { type LabelRequirement, matchesLabels, parseLabelSelector } from '@hikube/domain';
import { childPrefix, clusterName, kinds } from '../../model/keys.ts';
import type { ClusterRecord, ClusterStatusRecord } from '../../model/records.ts';
import { invalidParameter } from '../../refusal.ts';
import { DAMAGED } from '../../store/read-whole.ts';
import type { Document } from '../../store/store.ts';
import { findCluster, readStatuses } from '../find.ts';
import type { Context } from '../handler.ts';
import { pageOfMatching } from './matching.ts';
import { type Page, type PageRequest, pageOfStore } from './page.ts';

/** The wildcard that stands for every cluster in a list. */
export const EVERY_CLUSTER = '-';

/** Kinds that are listed within one cluster or across all of them. */
export type ListedKind = 'NodeGroup' | 'Addon' | 'VersionUpgrade';

/**
 * A page of what is inside one cluster, or with `-` inside every cluster, in the order of cluster and name.
 * @param view shows a record with the status of its cluster, if that has one
 */
export async function pageOfChildren<Record, Item>(
  context: Pick<Context, 'store' | 'caller'>,
  kind: ListedKind,
  cluster: string,
  request: PageRequest,
  view: (record: Record, status: ClusterStatusRecord | undefined) => Item,
): Promise<Page<Item>> {
  const { tenant } = context.caller;
  const everywhere = cluster === EVERY_CLUSTER;
  if (!everywhere) await findCluster(context, cluster);
  const selection = everywhere
    ? { kind: kinds[kind], tenant }
    : { kind: kinds[kind], tenant, prefix: childPrefix(cluster) };
  const page = await pageOfStore<Record>(context.store, selection, [kind, tenant, cluster], request);
  return withStatuses(context, page, view);
}

/**
 * A page of all clusters, or of those that the labels select, in the order of their names.
 * @param selector as the caller wrote it, undefined for all
 * @throws Refusal `invalid_parameter` when it cannot be read
 */
export async function pageOfClusters<Item>(
  context: Pick<Context, 'store' | 'caller'>,
  selector: string | undefined,
  request: PageRequest,
  view: (record: ClusterRecord, status: ClusterStatusRecord | undefined) => Item,
): Promise<Page<Item>> {
  const { store, caller } = context;
  const { tenant } = caller;
  const selection = { kind: kinds.Cluster, tenant };
  if (selector === undefined) {
    const all = await pageOfStore<ClusterRecord>(store, selection, ['cluster', tenant], request);
    return withStatuses(context, all, view);
  }
  const requirements = readSelector(selector);
  const selected = await pageOfMatching<Document<ClusterRecord>>({
    list: ['cluster', tenant, JSON.stringify(requirements)],
    request,
    positionOf: ({ key }) => key.id,
    read: async (position, limit) => {
      const after = position === undefined ? {} : { after: { tenant, id: position } };
      const items = await store.list<ClusterRecord>({ ...selection, ...after, limit, damaged: 'leave_out' });
      return { items, more: items.length === limit };
    },
    matches: ({ body }) => matchesLabels(requirements, body.labels),
  });
  return withStatuses(context, selected, view);
}

function readSelector(text: string): readonly LabelRequirement[] {
  const result = parseLabelSelector(text);
  if (result.ok) return result.requirements;
  throw invalidParameter('labels', 'invalid_selector', result.detail);
}

async function withStatuses<Record, Item>(
  { store, caller }: Pick<Context, 'store' | 'caller'>,
  page: Page<Document<Record>>,
  view: (record: Record, status: ClusterStatusRecord | undefined) => Item,
): Promise<Page<Item>> {
  const names = page.items.map(({ key }) => clusterName(key.id));
  const statuses = await readStatuses(store, caller.tenant, names);
  const items = page.items.flatMap(({ key, body }) => {
    const status = statuses.get(clusterName(key.id));
    // Left out, as it would be if it were damaged itself: without its status it would look as if nothing had come of it.
    return status === DAMAGED ? [] : [view(body, status)];
  });
  return { items, nextCursor: page.nextCursor };
}
