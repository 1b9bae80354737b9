// The index that a page loads when its search is opened.
import MiniSearch from 'minisearch';
import { type Entry, INDEX_OPTIONS } from './terms.ts';

/** An index of entries, which answers at once. */
export function indexOf(entries: readonly Entry[]): MiniSearch<Entry> {
  const index = new MiniSearch<Entry>(INDEX_OPTIONS);
  index.addAll(entries);
  return index;
}

/** The index as the file of a language. */
export function indexFile(entries: readonly Entry[]): string {
  return JSON.stringify(indexOf(entries));
}
