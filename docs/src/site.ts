// What the portal is made of: pages, each a list of blocks, so that one description gives the HTML and its Markdown twin.
import type { Html } from './render/html.ts';

/** Where the files are that pages are made from. */
export const REPOSITORY = 'https://github.com/hidora/hikube';

/** Languages of the portal. German has what is short and read first: the first page, the concepts and the problems. */
export const LANGUAGES = ['en', 'fr', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Languages that guides are written in. */
export type GuideLanguage = Exclude<Language, 'de'>;

/** Languages beside the one of the contract. */
export type OtherLanguage = Exclude<Language, 'en'>;

/** Rows of the bar at the top; each has an index page. */
export type Section =
  | 'home'
  | 'guides'
  | 'concepts'
  | 'api'
  | 'terraform'
  | 'sdk'
  | 'cli'
  | 'constructs'
  | 'problems'
  | 'changes';

/** One panel of tabs: code in one language. */
export interface Sample {
  readonly label: string;
  /** Of the highlighter, such as `hcl`. */
  readonly language: string;
  readonly source: string;
}

/** A property of a body, or a parameter. */
export interface Property {
  readonly name: string;
  /** Where it is linked, if several of a name stand on a page. */
  readonly id?: string;
  /** Markdown: what may stand there, with a link to its schema. */
  readonly type: string;
  readonly chips: readonly Chip[];
  /** Markdown. */
  readonly text: string;
}

/** A short fact beside a name, such as "required". */
export interface Chip {
  readonly text: string;
  readonly tone: 'plain' | 'fixed' | 'rolls';
}

/** A piece of a page. Text is Markdown; links in it begin with `/`, the root of the portal. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string; readonly id?: string }
  | { readonly kind: 'prose'; readonly markdown: string }
  | { readonly kind: 'note'; readonly tone: 'info' | 'warn'; readonly markdown: string }
  | { readonly kind: 'code'; readonly sample: Sample }
  | { readonly kind: 'samples'; readonly label: string; readonly samples: readonly Sample[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'properties'; readonly properties: readonly Property[] }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [name: string, markdown: string])[] }
  | { readonly kind: 'operation'; readonly method: string; readonly path: string }
  /** A drawing, and what it says. */
  | { readonly kind: 'drawing'; readonly svg: Html; readonly text: string }
  /** What only a page can have; the twin says it in words, or not at all. */
  | { readonly kind: 'island'; readonly html: Html; readonly markdown: string };

/** One page of the portal. */
export interface Page {
  /** Without an ending and from the root, such as `problems/not_found`; `index` ends the page of a folder. */
  readonly path: string;
  readonly language: Language;
  readonly section: Section;
  /** Heading above it in the side bar. */
  readonly group: string;
  readonly title: string;
  /** One sentence below the title, for search results and for machines; Markdown. */
  readonly lead: string;
  /** In the side bar, where the title is too long. */
  readonly shortTitle?: string;
  /** HTTP method, in the side bar. */
  readonly method?: string;
  readonly blocks: readonly Block[];
  /** Beside the blocks on a wide screen. */
  readonly aside?: readonly Block[];
  /** Words that a reader would search for and that are not on the page. */
  readonly keywords?: readonly string[];
  /** File of the repository that it comes from. */
  readonly source: string;
  /** Left out of the side bar. */
  readonly isHidden?: boolean;
}

/** The same page in another language, whether it is there or not. */
export function twinPath(path: string, language: Language): string {
  const bare = path.replace(/^(?:fr|de)\//, '');
  return language === 'en' ? bare : `${language}/${bare}`;
}
