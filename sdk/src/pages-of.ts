// What the list of a client is to its function: every item of every page.
import type { ApiCall } from './answering.ts';
import type { Core } from './core.ts';
import { type Page, Paginated } from './pagination.ts';
import type { CallOptions } from './transport/dispatch.ts';

/** A function whose answer is one page. */
export type ListFunction<Input, Item> = (
  core: Core,
  input: Input,
  options?: CallOptions,
) => ApiCall<Page<Item>>;

/**
 * The list behind a function, as a client gives it: awaited, it is one page; iterated, every item of every page.
 *
 * @param input what the function takes; a `cursor` in its query is where the list begins
 *
 * @example
 * for await (const cluster of pagesOf(core, listClusters, {})) console.log(cluster.name);
 */
export function pagesOf<Input extends { readonly query?: { readonly cursor?: string } }, Item>(
  core: Core,
  list: ListFunction<Input, Item>,
  input: Input,
  options?: CallOptions,
): Paginated<Item> {
  const load = (cursor: string | undefined) =>
    list(core, cursor === undefined ? input : { ...input, query: { ...input.query, cursor } }, options);
  return new Paginated(load, input.query?.cursor);
}
