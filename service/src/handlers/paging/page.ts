// Pages: one shape for every list, whether it comes from the store or from an array.
import type { Document, ListQuery, Selection, Store } from '../../store/store.ts';
import { decodeCursor, encodeCursor, foreignCursor, type ListIdentity } from './cursor.ts';

/** A page as the contract has it. */
export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

/** Where a page starts and how long it is. */
export interface PageRequest {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** A page of documents, in the order of their ids. */
export async function pageOfStore<Body>(
  store: Store,
  selection: Selection & { readonly tenant: string },
  list: ListIdentity,
  request: PageRequest,
): Promise<Page<Document<Body>>> {
  const { tenant } = selection;
  const after = request.cursor === undefined ? undefined : { tenant, id: decodeCursor(list, request.cursor) };
  const query: ListQuery = {
    ...selection,
    // One more than asked for tells whether there is a next page.
    limit: request.limit + 1,
    damaged: 'leave_out',
    ...(after === undefined ? {} : { after }),
  };
  const found = await store.list<Body>(query);
  const items = found.slice(0, request.limit);
  const last = items.at(-1);
  const nextCursor =
    found.length > items.length && last !== undefined ? encodeCursor(list, last.key.id) : null;
  return { items, nextCursor };
}

/**
 * A page of an array in its own order.
 * @param nameOf the name by which the array is continued, unique in it
 */
export function pageOfArray<Item>(
  all: readonly Item[],
  nameOf: (item: Item) => string,
  list: ListIdentity,
  request: PageRequest,
): Page<Item> {
  const start =
    request.cursor === undefined ? 0 : indexAfter(all, nameOf, decodeCursor(list, request.cursor));
  const items = all.slice(start, start + request.limit);
  const last = items.at(-1);
  const more = start + items.length < all.length && last !== undefined;
  return { items, nextCursor: more ? encodeCursor(list, nameOf(last)) : null };
}

/**
 * A page of an array, sorted by a place that no two items share. It goes on behind the place where the page before ended,
 * also when the item that was there has gone.
 */
export function pageOfSorted<Item>(
  all: readonly Item[],
  placeOf: (item: Item) => string,
  list: ListIdentity,
  request: PageRequest,
): Page<Item> {
  const after = request.cursor === undefined ? undefined : decodeCursor(list, request.cursor);
  const rest = all
    .filter((item) => after === undefined || placeOf(item) > after)
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  return pageOfArray(rest, placeOf, list, { limit: request.limit });
}

function indexAfter<Item>(all: readonly Item[], nameOf: (item: Item) => string, name: string): number {
  const index = all.findIndex((item) => nameOf(item) === name);
  if (index === -1) throw foreignCursor();
  return index + 1;
}
