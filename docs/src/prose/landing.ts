// The landing page, in both languages.

import type { Contract } from '../reference/contract.ts';
import { samplesOf } from '../reference/operation-pages.ts';
import type { Language, Page } from '../site.ts';

const TEXTS = {
  en: {
    title: 'Kubernetes on three Swiss sites.',
    lead: 'Geneva, Gland and Lucerne carry a cluster together. One site goes, the cluster goes on.',
    ways: 'One contract, many ways to use it',
    error: 'An error in front of you?',
    errorText: 'Every [problem has its page](/problems/): what it means, who caused it, what to do.',
  },
  fr: {
    title: 'Kubernetes sur trois sites suisses.',
    lead: 'Genève, Gland et Lucerne portent un cluster ensemble. Un site tombe, le cluster continue.',
    ways: 'Un contrat, plusieurs façons de s’en servir',
    error: 'Une erreur sous les yeux ?',
    errorText: 'Chaque [problème a sa page](/fr/problems/) : ce qu’il veut dire, qui l’a causé, que faire.',
  },
} as const;

/** The landing in both languages. */
export function landingPages(contract: Contract): readonly Page[] {
  return (['en', 'fr'] as const).map((language) => landing(language, contract));
}

function landing(language: Language, contract: Contract): Page {
  const texts = TEXTS[language];
  const create = contract.operations.find(({ operationId }) => operationId === 'createCluster');
  return {
    path: language === 'fr' ? 'fr/index' : 'index',
    language,
    section: 'home',
    group: '',
    title: texts.title,
    lead: texts.lead,
    source: 'docs/src/prose/landing.ts',
    blocks: [
      { kind: 'prose', markdown: `# ${texts.title}\n\n${texts.lead}` },
      { kind: 'heading', level: 2, text: texts.ways },
      { kind: 'samples', label: texts.ways, samples: create === undefined ? [] : samplesOf(create) },
      { kind: 'heading', level: 2, text: texts.error },
      { kind: 'prose', markdown: texts.errorText },
    ],
  };
}
