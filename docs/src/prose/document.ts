// A Markdown file of the repository as a page: its title, its first paragraph as the lead, and links that lead on.
import { posix } from 'node:path';
import { type Block, type Language, type Page, REPOSITORY, type Section } from '../site.ts';
import { liveLines } from './live.ts';

/** A file that becomes a page. */
export interface Document {
  /** From the root of the repository. */
  readonly file: string;
  readonly text: string;
  readonly path: string;
  readonly section: Section;
  readonly group: string;
  readonly language: Language;
  readonly shortTitle?: string;
  readonly keywords?: readonly string[];
  /** Headings of level 2 that are for those who work on the repository, and what is below them. */
  readonly without?: readonly string[];
}

/** Path of the page that a file of the repository became. */
export type PageOfFile = (file: string) => string | undefined;

/** The page of a document. */
export function documentPage(document: Document, pageOf: PageOfFile): Page {
  const { file, text, path, section, group, language, shortTitle, keywords, without = [] } = document;
  const body = liveLines(text)
    .replace(/^---\n.*?\n---\n/s, '')
    .replaceAll(/<!--.*?-->\n*/gs, '');
  const [, title = path, rest = ''] = /^\s*# ([^\n]*)\n+(.*)$/s.exec(body) ?? [];
  const isProse = /^[^\s#|`<>-]/.test(rest);
  const [first = '', ...more] = isProse ? rest.split(/\n\s*\n/) : ['', rest];
  const lead = first.replaceAll('\n', ' ');
  const linked = (markdown: string) => linkIn(markdown, file, pageOf);
  const markdown = leaveOut(more.join('\n\n'), without);
  return {
    path,
    language,
    section,
    group,
    title: title.replaceAll('`', ''),
    lead: linked(lead),
    source: file,
    ...(shortTitle === undefined ? {} : { shortTitle }),
    ...(keywords === undefined ? {} : { keywords }),
    blocks: [{ kind: 'prose', markdown: linked(markdown) } satisfies Block],
  };
}

function leaveOut(markdown: string, headings: readonly string[]): string {
  return headings.reduce(
    (text, heading) => text.replace(new RegExp(`^## ${heading}\\n.*?(?=^## |$(?![\\s\\S]))`, 'ms'), ''),
    markdown,
  );
}

/** Links of a file as links of the portal where there is a page, and into the repository where there is none. */
export function linkIn(markdown: string, file: string, pageOf: PageOfFile): string {
  const parts = markdown.split(/(^```.*?^```$)/ms);
  return parts
    .map((part) =>
      part.startsWith('```')
        ? part
        : part.replaceAll(/\]\((?![a-z]+:|#|\/)([^)#\s]+)(#[^)\s]*)?\)/g, (_, link: string, hash = '') => {
            const target = posix.join(posix.dirname(file), link).replace(/\/$/, '');
            const page = pageOf(target) ?? pageOf(`${target}/README.md`);
            return page === undefined
              ? `](${REPOSITORY}/blob/main/${target}${hash})`
              : `](/${page.replace(/(^|\/)index$/, '$1')}${hash})`;
          }),
    )
    .join('');
}
