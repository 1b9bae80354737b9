// A generated part of a page that people write.

/** Two comments, each once in the page. */
export interface Marks {
  readonly begin: string;
  readonly end: string;
}

/** The page with `text` between the marks. @throws when a mark is missing */
export function betweenMarks(file: string, page: string, { begin, end }: Marks, text: string): string {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${file} lacks the marks ${begin} and ${end}; put them back`);
  return `${page.slice(0, from + begin.length)}\n${text}\n${page.slice(to)}`;
}
