// Guides and overviews, and the list of the guides.
import { type GuideLanguage, type Page, twinPath } from '../site.ts';
import { wordsOf } from '../words/words.ts';
import { type Document, documentPage, type PageOfFile } from './document.ts';
import { type LiveSources, withLive } from './live.ts';

const LEADS: Readonly<Record<GuideLanguage, string>> = {
  en: 'How to do things, step by step. Tests run what can run in them, and hold the rest against the code.',
  fr: 'Comment faire, pas à pas. Des tests exécutent ce qui peut l’être et comparent le reste au code.',
};

/** The pages of documents, the lists of the guides first. */
export function documentPages(
  documents: readonly Document[],
  sources: LiveSources,
  pageOf: PageOfFile,
): readonly Page[] {
  const pages = documents.map((document) => withLive(documentPage(document, pageOf), sources));
  const lists = (['en', 'fr'] as const).map((language) => guideList(language, pages));
  return [...lists, ...pages];
}

function guideList(language: GuideLanguage, pages: readonly Page[]): Page {
  const guides = pages.filter((page) => page.section === 'guides' && page.language === language);
  return {
    path: twinPath('guides/index', language),
    language,
    section: 'guides',
    group: '',
    title: wordsOf(language).sections.guides,
    lead: LEADS[language],
    source: 'docs/src/prose/catalogue.ts',
    blocks: [
      {
        kind: 'prose',
        markdown: guides.map(({ path, title, lead }) => `### [${title}](/${path})\n${lead}`).join('\n\n'),
      },
    ],
  };
}
