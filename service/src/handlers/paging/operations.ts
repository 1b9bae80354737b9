// The list of operations, newest first: all of them, those on one cluster, those in one status.
import type { OperationStatus } from '@hikube/openapi/types';
import { childName, childPrefix, kinds, operationKey } from '../../model/keys.ts';
import type { OperationRecord } from '../../model/records.ts';
import { DAMAGED, readWhole } from '../../store/read-whole.ts';
import type { Context } from '../handler.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Page, PageRequest } from './page.ts';

// What one request looks at while it searches for a rare status. A page may end early; its cursor goes on from there.
const LOOKED_AT_MAX = 2000;
const CHUNK = 200;

/** What to list. */
export interface OperationFilter {
  /** Only operations on this cluster or on something in it. */
  readonly cluster?: string | undefined;
  readonly status?: OperationStatus | undefined;
}

type Reader = Pick<Context, 'store' | 'caller'>;

/** A page of operations that pass the filter. */
export async function pageOfOperations(
  context: Reader,
  filter: OperationFilter,
  request: PageRequest,
): Promise<Page<OperationRecord>> {
  const list = ['operation', context.caller.tenant, filter.cluster ?? '', filter.status ?? ''];
  let position = request.cursor === undefined ? undefined : decodeCursor(list, request.cursor);
  const items: OperationRecord[] = [];
  for (let lookedAt = 0; lookedAt < LOOKED_AT_MAX; lookedAt += CHUNK) {
    const { operations, more } = await readChunk(context, filter.cluster, position);
    for (const operation of operations) {
      if (items.length === request.limit) return { items, nextCursor: encodeCursor(list, position!) };
      position = operation.id;
      if (filter.status === undefined || operation.status === filter.status) items.push(operation);
    }
    if (!more) return { items, nextCursor: null };
  }
  return { items, nextCursor: position === undefined ? null : encodeCursor(list, position) };
}

/** The next older operations behind an id. Ids begin with their time, so their order is that of creation. */
async function readChunk(
  { store, caller }: Reader,
  cluster: string | undefined,
  position: string | undefined,
): Promise<{ readonly operations: readonly OperationRecord[]; readonly more: boolean }> {
  const { tenant } = caller;
  const behind = (id: string) => (position === undefined ? {} : { after: { tenant, id } });
  const page = { reverse: true, limit: CHUNK, tenant, damaged: 'leave_out' as const };
  if (cluster === undefined) {
    const found = await store.list<OperationRecord>({
      ...page,
      kind: kinds.operation,
      ...behind(position ?? ''),
    });
    return { operations: found.map(({ body }) => body), more: found.length === CHUNK };
  }
  const prefix = childPrefix(cluster);
  const index = await store.list({
    ...page,
    kind: kinds.clusterOperation,
    prefix,
    ...behind(prefix + (position ?? '')),
  });
  const keys = index.map(({ key }) => operationKey(tenant, childName(key.id)));
  const found = keys.length === 0 ? [] : await readWhole<OperationRecord>(store, keys);
  const operations = found.flatMap((document) =>
    document === undefined || document === DAMAGED ? [] : [document.body],
  );
  return { operations, more: index.length === CHUNK };
}
