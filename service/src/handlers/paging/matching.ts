// Pages of what a filter lets through. A rare match must not cost a look at everything: one request looks at a bounded
// number, a page may end early, and its cursor goes on from there.
import type { Document, Selection, Store } from '../../store/store.ts';
import { decodeCursor, encodeCursor, type ListIdentity } from './cursor.ts';
import type { Page, PageRequest } from './page.ts';

/** What one request looks at while it searches. */
export const LOOKED_AT_MAX = 2000;
const CHUNK = 200;

/** A part of a list, in its order. */
export interface Chunk<Item> {
  readonly items: readonly Item[];
  /** Whether anything is behind it. */
  readonly more: boolean;
  /** Where the next one begins, if that is not behind the last item. */
  readonly end?: string | undefined;
}

/** A list, and which of its items are wanted. */
export interface Matching<Item> {
  /** With every filter, so that a cursor belongs to one list with one filter. */
  readonly list: ListIdentity;
  readonly request: PageRequest;
  /** By which the list is continued. */
  readonly positionOf: (item: Item) => string;
  /** The next items behind a position, at most `limit`. */
  readonly read: (position: string | undefined, limit: number) => Promise<Chunk<Item>>;
  readonly matches: (item: Item) => boolean;
}

/** Reads the documents of a selection, in the order of their ids; `reverse` has the last first. */
export function readIn<Body>(
  store: Store,
  selection: Selection & { readonly tenant: string },
  reverse = false,
): Matching<Document<Body>>['read'] {
  const { tenant } = selection;
  return async (position, limit) => {
    const after = position === undefined ? {} : { after: { tenant, id: position } };
    const items = await store.list<Body>({ ...selection, ...after, limit, reverse, damaged: 'leave_out' });
    return { items, more: items.length === limit };
  };
}

/** A page of the items that match. */
export async function pageOfMatching<Item>(matching: Matching<Item>): Promise<Page<Item>> {
  const { list, request, positionOf, read, matches } = matching;
  let position = request.cursor === undefined ? undefined : decodeCursor(list, request.cursor);
  const items: Item[] = [];
  for (let lookedAt = 0; lookedAt < LOOKED_AT_MAX; lookedAt += CHUNK) {
    const chunk = await read(position, CHUNK);
    for (const item of chunk.items) {
      if (items.length === request.limit) return { items, nextCursor: encodeCursor(list, position!) };
      position = positionOf(item);
      if (matches(item)) items.push(item);
    }
    if (!chunk.more) return { items, nextCursor: null };
    position = chunk.end ?? position;
  }
  return { items, nextCursor: position === undefined ? null : encodeCursor(list, position) };
}
