// Concepts: prose with drawings in it, where a line `::: name` stands.
import { type Language, type Page, twinPath } from '../site.ts';
import { wordsOf } from '../words/words.ts';
import { type Document, documentPage, type PageOfFile } from './document.ts';
import { type LiveSources, withLive } from './live.ts';

const LEADS: Readonly<Record<Language, string>> = {
  en: 'What one has to know once, drawn from the same data that the service decides with.',
  fr: 'Ce qu’il faut savoir une fois, dessiné à partir des données avec lesquelles le service décide.',
  de: 'Was man einmal wissen muss, gezeichnet aus den Daten, mit denen der Dienst entscheidet.',
};

/** The pages of the concepts in a language, the list first. */
export function conceptPages(
  documents: readonly Document[],
  language: Language,
  sources: LiveSources,
  pageOf: PageOfFile,
): readonly Page[] {
  const pages = documents
    .filter((document) => document.language === language)
    .map((document) => withLive(documentPage(document, pageOf), sources));
  const list: Page = {
    path: twinPath('concepts/index', language),
    language,
    section: 'concepts',
    group: '',
    title: wordsOf(language).sections.concepts,
    lead: LEADS[language],
    source: 'docs/src/prose/concepts.ts',
    blocks: [
      {
        kind: 'prose',
        markdown: pages.map(({ path, title, lead }) => `### [${title}](/${path})\n${lead}`).join('\n\n'),
      },
    ],
  };
  return [list, ...pages];
}
