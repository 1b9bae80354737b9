// Reads on and on what a list gives page by page.
import { MAX_PAGE } from './limits.ts';
import type { Document, ListPosition, Selection, Store } from './store.ts';

/**
 * Every readable document of the selection, in the order of a list. What is written meanwhile is seen when it lies ahead.
 * @param pageSize how many are in memory at once, 1 to `MAX_PAGE`
 */
export async function* everyDocument<Body>(
  store: Pick<Store, 'list'>,
  selection: Selection,
  pageSize = MAX_PAGE,
): AsyncGenerator<Document<Body>, void, void> {
  let after: ListPosition | undefined;
  do {
    const page: Document<Body>[] = await store.list<Body>({
      ...selection,
      limit: pageSize,
      damaged: 'leave_out',
      ...(after === undefined ? {} : { after }),
    });
    yield* page;
    const last = page.length === pageSize ? page.at(-1) : undefined;
    after = last && { tenant: last.key.tenant, id: last.key.id };
  } while (after !== undefined);
}
