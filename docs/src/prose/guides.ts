// Guides and overviews, and the list of the guides.
import type { Language, Page } from '../site.ts';
import { wordsOf } from '../words/words.ts';
import { type Document, documentPage, type PageOfFile } from './document.ts';

const TEXTS = {
  en: { lead: 'How to do things, step by step. Every command in a guide is run by a test.' },
  fr: { lead: 'Comment faire, pas à pas. Un test exécute chaque commande de ces guides.' },
};

/** The pages of documents, with a list of the guides in each language that has some. */
export function documentPages(documents: readonly Document[], pageOf: PageOfFile): readonly Page[] {
  const pages = documents.map((document) => documentPage(document, pageOf));
  const lists = (['en', 'fr'] as const).map((language) => guideList(language, pages));
  return [...lists.filter((list) => list !== undefined), ...pages];
}

function guideList(language: Language, pages: readonly Page[]): Page | undefined {
  const guides = pages.filter((page) => page.section === 'guides' && page.language === language);
  if (guides.length === 0) return undefined;
  return {
    path: language === 'fr' ? 'fr/guides/index' : 'guides/index',
    language,
    section: 'guides',
    group: '',
    title: wordsOf(language).sections.guides,
    lead: TEXTS[language].lead,
    source: 'docs/src/prose/catalogue.ts',
    blocks: [
      {
        kind: 'prose',
        markdown: guides.map(({ path, title, lead }) => `### [${title}](/${path})\n${lead}`).join('\n\n'),
      },
    ],
  };
}
