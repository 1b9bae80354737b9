// What people ask, each with a link to the answer.
import type { Questions } from '../search/entries.ts';
import { type GuideLanguage, type Page, twinPath } from '../site.ts';

const TEXTS: Readonly<Record<GuideLanguage, { title: string; lead: string }>> = {
  en: { title: 'Questions', lead: 'What people ask, each with the page that answers it.' },
  fr: { title: 'Questions', lead: 'Ce que l’on demande, chaque fois avec la page qui répond.' },
};

/** The list of questions of each language; the search knows them, too. */
export function questionPages(questions: Questions): readonly Page[] {
  return (['en', 'fr'] as const).map((language) => questionsPage(questions, language));
}

function questionsPage(questions: Questions, language: GuideLanguage): Page {
  const lines = Object.entries(questions[language]).flatMap(([link, texts]) =>
    texts.map((text) => `- [${text}](${link})`),
  );
  return {
    path: twinPath('guides/questions', language),
    language,
    section: 'guides',
    group: '',
    ...TEXTS[language],
    keywords: ['FAQ'],
    source: 'docs/content/questions.yaml',
    blocks: [{ kind: 'prose', markdown: lines.join('\n') }],
  };
}
