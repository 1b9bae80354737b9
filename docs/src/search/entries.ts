// What can be found: every page, and every heading and property of it that has an address of its own.
import { headingId } from '../render/blocks.ts';
import { plain, slug } from '../render/markdown.ts';
import type { Block, Language, Page } from '../site.ts';
import { twinPath } from '../site.ts';
import { wordsOf } from '../words/words.ts';
import type { Entry } from './terms.ts';

/** Questions of readers, in each language by the link that answers them; that may be one to an English page. */
export type Questions = Readonly<Record<Language, Readonly<Record<string, readonly string[]>>>>;

/** What a language finds: its own pages, and the English ones that have no twin in it. */
export function entriesFor(
  language: Language,
  pages: readonly Page[],
  questions: Questions,
): readonly Entry[] {
  const paths = new Set(pages.map(({ path }) => path));
  return pages
    .filter(
      (page) =>
        page.language === language || (page.language === 'en' && !paths.has(twinPath(page.path, language))),
    )
    .flatMap((page) => {
      const asked = [questions[language], questions[page.language]];
      return entriesOf(page).map((entry) => ({
        ...entry,
        questions: [...new Set(asked.flatMap((texts) => texts[entry.link] ?? []))].join(' '),
      }));
    });
}

function entriesOf(page: Page): readonly Omit<Entry, 'questions'>[] {
  const sections = sectionsOf(page.blocks);
  const link = `/${page.path.replace(/(^|\/)index$/, '$1')}`;
  const whole = {
    id: page.path,
    link,
    title: page.title,
    place: wordsOf(page.language).sections[page.section],
    names: [page.shortTitle ?? '', ...(page.keywords ?? []).filter(isName)].join(' '),
    keywords: (page.keywords ?? []).join(' '),
    lead: plain(page.lead),
    text: [textOf(page.blocks), textOf(page.aside ?? [])].join(' '),
  };
  return [
    whole,
    ...sections.map(({ title, id, blocks }) => ({
      id: `${page.path}#${id}`,
      link: `${link}#${id}`,
      title,
      place: page.title,
      names: /^[\w.-]*[_A-Z][\w.-]*$/.test(title) ? title : '',
      keywords: '',
      lead: textOf(blocks).slice(0, 160),
      text: textOf(blocks),
    })),
  ];
}

/** Whether a word is one that programs write, and not one of a language. */
function isName(word: string): boolean {
  return !word.includes(' ') && /[_/]|[a-z][A-Z]/.test(word);
}

interface SectionOfPage {
  readonly title: string;
  readonly id: string;
  readonly blocks: readonly Block[];
}

/** Headings of prose that say more than "Parameters" says on every page. */
const COMMON_HEADINGS = new Set([
  'Parameters',
  'Body',
  'Answer',
  'Problems',
  'Properties',
  'Used by',
  'Example',
]);

function sectionsOf(blocks: readonly Block[]): readonly SectionOfPage[] {
  const found: { title: string; id: string; blocks: Block[] }[] = [];
  for (const block of blocks.flatMap(split)) {
    // A heading that is a link repeats the title of a page, which is found by itself.
    if (block.kind === 'heading' && /^\[.*\]\(\//.test(block.text))
      found.push({ title: '', id: '', blocks: [] });
    else if (block.kind === 'heading')
      found.push({ title: plain(block.text), id: headingId(block), blocks: [] });
    else found.at(-1)?.blocks.push(block);
  }
  return found.filter(
    ({ title, id }) =>
      title !== '' &&
      !COMMON_HEADINGS.has(title) &&
      !/^(?:example|what-to-do|in-a-program|at-a-terminal|operations)$/.test(id),
  );
}

/** Prose with headings of its own as blocks. */
function split(block: Block): readonly Block[] {
  if (block.kind !== 'prose') return [block];
  const code = /^```.*?^```/gms;
  const parts = block.markdown
    .replaceAll(code, (text) => text.replaceAll(/^#/gm, ' #'))
    .split(/^(#{2,3} .*)$/m);
  return parts
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [, marks, text] = /^(#{2,3}) (.*)$/.exec(part) ?? [];
      if (marks === undefined || text === undefined) return { kind: 'prose', markdown: part };
      return { kind: 'heading', level: marks.length === 2 ? 2 : 3, text, id: slug(plain(text)) };
    });
}

function textOf(blocks: readonly Block[]): string {
  return blocks.map(blockWords).join(' ');
}

function blockWords(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return plain(block.text);
    case 'prose':
    case 'note':
      return plain(block.markdown);
    case 'table':
      return plain(block.rows.flat().join(' '));
    case 'properties':
      return block.properties.map(({ name, text }) => `${name} ${plain(text)}`).join(' ');
    case 'facts':
      return plain(block.rows.flat().join(' '));
    case 'operation':
      return block.path;
    case 'drawing':
      return block.text;
    case 'island':
      return plain(block.markdown);
    case 'code':
    case 'samples':
      // Samples repeat names of everywhere: they would bury the page that explains them.
      return '';
  }
}
