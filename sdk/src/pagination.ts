// Lists: awaited, they give the first page; iterated, every item of every page.
import type { ApiCall, WithResponse } from './answering.ts';
import { UnexpectedAnswerError } from './errors.ts';
import type { CallOptions } from './transport/dispatch.ts';

/** One page of a list. */
export interface Page<T> {
  readonly items: T[];
  /** Where the next page begins; null on the last one. */
  readonly nextCursor: string | null;
}

/** Options of every list. */
export interface ListOptions extends CallOptions {
  /** Items on a page, 1 to 200; 50 by default. */
  readonly limit?: number;
  /** Where to begin: the `nextCursor` of an earlier page. */
  readonly cursor?: string;
}

/**
 * A list that has not been asked for yet. `await list` gives one page, `for await (const item of list)` all items,
 * fetching pages as they are needed.
 *
 * @example
 * const { items, nextCursor } = await hikube.clusters.list({ limit: 10 });
 * console.log(items.length, nextCursor);
 * for await (const cluster of hikube.clusters.list()) console.log(cluster.name);
 */
export class Paginated<T> implements AsyncIterable<T>, PromiseLike<Page<T>> {
  readonly #load: (cursor: string | undefined) => ApiCall<Page<T>>;
  readonly #start: string | undefined;
  constructor(load: (cursor: string | undefined) => ApiCall<Page<T>>, start?: string) {
    this.#load = load;
    this.#start = start;
  }

  // biome-ignore lint/suspicious/noThenProperty: awaiting the list is its interface.
  then<A = Page<T>, B = never>(
    onPage?: ((page: Page<T>) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#load(this.#start).then(onPage, onError);
  }

  /** One page together with status, headers and request id. */
  withResponse(): Promise<WithResponse<Page<T>>> {
    return this.#load(this.#start).withResponse();
  }

  /** Page after page. */
  async *pages(): AsyncGenerator<Page<T>, void, void> {
    let cursor = this.#start;
    const seen = new Set<string>();
    do {
      if (cursor !== undefined) seen.add(cursor);
      const page = await this.#load(cursor);
      yield page;
      cursor = page.nextCursor ?? undefined;
      if (cursor !== undefined && seen.has(cursor)) throw endless();
    } while (cursor !== undefined);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, void> {
    for await (const page of this.pages()) yield* page.items;
  }

  /** Every item in one array. */
  async toArray(): Promise<T[]> {
    const all: T[] = [];
    for await (const item of this) all.push(item);
    return all;
  }
}

function endless(): UnexpectedAnswerError {
  return new UnexpectedAnswerError(
    'The list leads back to a page that it has given already and would never end.',
  );
}

/** Which page of a list is asked for. */
export interface PageQuery {
  readonly limit?: number;
  readonly cursor?: string;
}

/** A list whose pages `load` fetches one by one. */
export function paginate<T>(
  { limit, cursor: start }: ListOptions,
  load: (page: PageQuery) => ApiCall<Page<T>>,
): Paginated<T> {
  const size = limit === undefined ? {} : { limit };
  return new Paginated((cursor) => load(cursor === undefined ? size : { ...size, cursor }), start);
}
