// The list of operations, newest first: all of them, those on one cluster, those in some status, of some kind or on one
// object.
import type { OperationKind, OperationStatus } from '@hikube/openapi/types';
import { childName, childPrefix, kinds, operationKey } from '../../model/keys.ts';
import type { OperationRecord } from '../../model/records.ts';
import { everyDocument } from '../../store/every-document.ts';
import { readReadable } from '../../store/read-whole.ts';
import type { Context } from '../handler.ts';
import { type Chunk, LOOKED_AT_MAX, pageOfMatching } from './matching.ts';
import type { Page, PageRequest } from './page.ts';

/** What to list. */
export interface OperationFilter {
  /** Only operations on this cluster or on something in it. */
  readonly cluster?: string | undefined;
  readonly statuses?: readonly OperationStatus[] | undefined;
  readonly kinds?: readonly OperationKind[] | undefined;
  /** Of the target. */
  readonly uid?: string | undefined;
}

type Reader = Pick<Context, 'store' | 'caller'>;

/** A page of operations that pass the filter. */
export async function pageOfOperations(
  context: Reader,
  filter: OperationFilter,
  request: PageRequest,
): Promise<Page<OperationRecord>> {
  const { cluster, statuses, kinds: wanted, uid } = filter;
  const open = await openIds(context, filter);
  const read = (position: string | undefined, limit: number) =>
    open === undefined
      ? readChunk(context, cluster, position, limit)
      : readOpen(context, open, position, limit);
  return pageOfMatching({
    list: ['operation', context.caller.tenant, cluster ?? '', asSet(statuses), asSet(wanted), uid ?? ''],
    request,
    positionOf: ({ id }) => id,
    read,
    matches: ({ status, kind, target }) =>
      (statuses?.includes(status) ?? true) &&
      (wanted?.includes(kind) ?? true) &&
      (uid === undefined || uid === target.uid),
  });
}

/** In any order they are the same filter. */
function asSet(values: readonly string[] = []): string {
  return [...new Set(values)].sort().join();
}

const OPEN: ReadonlySet<OperationStatus> = new Set<OperationStatus>(['pending', 'running', 'paused']);

/**
 * Ids of all open operations, the newest first, where only such are wanted: they are few among the many that have ended,
 * and each has a mark. Undefined when more are open than one request looks at; then they are not rare either.
 */
async function openIds(
  { store, caller }: Reader,
  { cluster, statuses }: OperationFilter,
): Promise<readonly string[] | undefined> {
  if (statuses === undefined || !statuses.every((status) => OPEN.has(status))) return undefined;
  const { tenant } = caller;
  const prefix = cluster === undefined ? {} : { prefix: childPrefix(cluster) };
  const ids: string[] = [];
  for await (const { key } of everyDocument(store, { kind: kinds.openOperation, tenant, ...prefix })) {
    if (ids.length === LOOKED_AT_MAX) return undefined;
    ids.push(childName(key.id));
  }
  return ids.sort().reverse();
}

async function readOpen(
  context: Reader,
  ids: readonly string[],
  position: string | undefined,
  limit: number,
): Promise<Chunk<OperationRecord>> {
  const behind = position === undefined ? ids : ids.filter((id) => id < position);
  const items = await readById(context, behind.slice(0, limit));
  return { items, more: behind.length > limit };
}

/** The next older operations behind an id. Ids begin with their time, so their order is that of creation. */
async function readChunk(
  context: Reader,
  cluster: string | undefined,
  position: string | undefined,
  limit: number,
): Promise<Chunk<OperationRecord>> {
  const { store, caller } = context;
  const { tenant } = caller;
  const behind = (id: string) => (position === undefined ? {} : { after: { tenant, id } });
  const page = { reverse: true, limit, tenant, damaged: 'leave_out' as const };
  if (cluster === undefined) {
    const whole = { ...page, kind: kinds.operation, ...behind(position ?? '') };
    const found = await store.list<OperationRecord>(whole);
    return { items: found.map(({ body }) => body), more: found.length === limit };
  }
  const prefix = childPrefix(cluster);
  const after = behind(prefix + (position ?? ''));
  const index = await store.list({ ...page, kind: kinds.clusterOperation, prefix, ...after });
  const ids = index.map(({ key }) => childName(key.id));
  return { items: await readById(context, ids), more: index.length === limit };
}

async function readById(
  { store, caller }: Reader,
  ids: readonly string[],
): Promise<readonly OperationRecord[]> {
  const keys = ids.map((id) => operationKey(caller.tenant, id));
  return (await readReadable<OperationRecord>(store, keys)).map(({ body }) => body);
}
