// What people ask, each with a link to the answer.
import type { Questions } from '../search/entries.ts';
import type { Page } from '../site.ts';

/** The list of questions; the search knows them, too. */
export function questionsPage(questions: Questions): Page {
  const lines = Object.entries(questions).flatMap(([link, texts]) =>
    texts.map((text) => `- [${text}](${link})`),
  );
  return {
    path: 'guides/questions',
    language: 'en',
    section: 'guides',
    group: '',
    title: 'Questions',
    lead: 'What people ask, each with the page that answers it.',
    keywords: ['FAQ'],
    source: 'docs/content/questions.yaml',
    blocks: [{ kind: 'prose', markdown: lines.join('\n') }],
  };
}
