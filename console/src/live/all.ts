// Every item of a list.
import type { Paginated } from '@hikube/sdk';

/** Reads all pages. */
export async function all<T>(pages: Paginated<T>): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const item of pages) items.push(item);
  return items;
}
