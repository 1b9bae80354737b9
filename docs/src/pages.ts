// All pages of the portal, in the order in which its lists show them.
import type { Release } from './machines/changelog.ts';
import { changesPage } from './prose/changes.ts';
import { landingPages } from './prose/landing.ts';
import { apiIndex } from './reference/api-index.ts';
import type { Contract } from './reference/contract.ts';
import { operationPages } from './reference/operation-pages.ts';
import { type ProblemEntry, type ProblemProse, problemPages, rulesPage } from './reference/problem-pages.ts';
import { schemaPages } from './reference/schema-pages.ts';
import type { Page } from './site.ts';
import { wordsOf } from './words/words.ts';

/** What pages are made from. */
export interface Sources {
  readonly contract: Contract;
  readonly problems: Readonly<Record<string, ProblemEntry>>;
  readonly problemProse: Readonly<Record<string, ProblemProse>>;
  readonly changelog: readonly Release[];
}

/** Every page, in both languages. */
export function allPages({ contract, problems, problemProse, changelog }: Sources): readonly Page[] {
  return [
    ...landingPages(contract),
    apiIndex(contract),
    ...operationPages(contract),
    ...schemaPages(contract),
    ...problemPages(problems, problemProse, contract, 'en', wordsOf('en')),
    rulesPage(),
    ...problemPages(problems, problemProse, contract, 'fr', wordsOf('fr')),
    changesPage(changelog),
  ];
}
