// The index of a language, and what it finds.
import MiniSearch from 'minisearch';
import { type Entry, INDEX_OPTIONS, SEARCH_OPTIONS } from '../search/terms.ts';

/** One result. */
export type Found = Pick<Entry, 'link' | 'title' | 'place' | 'lead'>;

/** Loads an index, and gives what answers questions with it, the best first. */
export async function load(file: URL): Promise<(question: string) => readonly Found[]> {
  const answer = await fetch(file);
  const index = MiniSearch.loadJSON<Entry>(await answer.text(), INDEX_OPTIONS);
  return (question) => index.search(question, SEARCH_OPTIONS) as unknown as readonly Found[];
}
