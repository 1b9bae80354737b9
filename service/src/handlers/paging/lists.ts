// The lists of the contract that come from the store: which records, in which order, seen how.
import { type LabelRequirement, matchesLabels, parseLabelSelector } from '@hikube/domain';
import { childPrefix, clusterName, kinds } from '../../model/keys.ts';
import type { ClusterRecord, ClusterStatusRecord } from '../../model/records.ts';
import { invalidParameter } from '../../refusal.ts';
import { DAMAGED } from '../../store/read-whole.ts';
import type { Document, Selection, Store } from '../../store/store.ts';
import { findCluster, readStatuses } from '../find.ts';
import type { Context } from '../handler.ts';
import type { ListIdentity } from './cursor.ts';
import { pageOfMatching, readIn } from './matching.ts';
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
  request: PageRequest & Selecting,
  view: (record: Record, status: ClusterStatusRecord | undefined) => Item,
): Promise<Page<Item>> {
  const { tenant } = context.caller;
  const everywhere = cluster === EVERY_CLUSTER;
  if (!everywhere) await findCluster(context, cluster);
  const selection = everywhere
    ? { kind: kinds[kind], tenant }
    : { kind: kinds[kind], tenant, prefix: childPrefix(cluster) };
  const page = await pageOfSelected<Record>(context.store, selection, [kind, tenant, cluster], request);
  return withStatuses(context, page, view);
}

/** A page of all clusters, or of those that the labels select, in the order of their names. */
export async function pageOfClusters<Item>(
  context: Pick<Context, 'store' | 'caller'>,
  request: PageRequest & Selecting,
  view: (record: ClusterRecord, status: ClusterStatusRecord | undefined) => Item,
): Promise<Page<Item>> {
  const { tenant } = context.caller;
  const selection = { kind: kinds.Cluster, tenant };
  const page = await pageOfSelected<ClusterRecord>(context.store, selection, ['cluster', tenant], request);
  return withStatuses(context, page, view);
}

/** What a list is narrowed to. */
interface Selecting {
  /** A selector as the caller wrote it; undefined for everything. */
  readonly labels?: string | undefined;
}

interface Labelled {
  readonly labels?: Readonly<Record<string, string>>;
}

/** @throws Refusal `invalid_parameter` when the selector cannot be read */
async function pageOfSelected<Body>(
  store: Store,
  selection: Selection & { readonly tenant: string },
  list: ListIdentity,
  request: PageRequest & Selecting,
): Promise<Page<Document<Body>>> {
  if (request.labels === undefined) return pageOfStore<Body>(store, selection, list, request);
  const requirements = readSelector(request.labels);
  return pageOfMatching<Document<Body>>({
    list: [...list, JSON.stringify(requirements)],
    request,
    positionOf: ({ key }) => key.id,
    read: readIn<Body>(store, selection),
    matches: ({ body }) => matchesLabels(requirements, (body as Labelled).labels ?? {}),
  });
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
