// All pages of the portal, in the order in which its lists show them.
import type { Release } from './machines/changelog.ts';
import type { Redirects } from './machines/redirects.ts';
import { changesPage } from './prose/changes.ts';
import type { DrawingSources } from './prose/concept-drawings.ts';
import { conceptPages } from './prose/concepts.ts';
import type { Document } from './prose/document.ts';
import { documentPages } from './prose/guides.ts';
import { landingPages } from './prose/landing.ts';
import { questionPages } from './prose/questions.ts';
import { apiIndex } from './reference/api-index.ts';
import { cliPages } from './reference/cli-pages.ts';
import type { Contract } from './reference/contract.ts';
import { operationPages } from './reference/operation-pages.ts';
import { type PackageExports, packagePages } from './reference/package-pages.ts';
import { type ProblemEntry, type ProblemProse, problemPages } from './reference/problem-pages.ts';
import { type RuleProse, rulesPages } from './reference/rules-pages.ts';
import { schemaPages } from './reference/schema-pages.ts';
import type { Questions } from './search/entries.ts';
import { LANGUAGES, type Page } from './site.ts';

/** What pages are made from. */
export interface Sources extends DrawingSources {
  readonly contract: Contract;
  readonly problems: Readonly<Record<string, ProblemEntry>>;
  readonly problemProse: Readonly<Record<string, ProblemProse>>;
  /** Files of the repository that become pages. */
  readonly documents: readonly Document[];
  readonly concepts: readonly Document[];
  /** What packages show. */
  readonly packages: readonly PackageExports[];
  readonly questions: Questions;
  readonly changelog: readonly Release[];
  readonly ruleProse: RuleProse;
  readonly redirects: Redirects;
  /** Files of schemas, by the names of the schemas. */
  readonly schemaFiles: ReadonlyMap<string, string>;
}

/** Every page, in every language that it is in. */
export function allPages(sources: Sources): readonly Page[] {
  const { contract, problems, problemProse, documents, concepts, questions, changelog } = sources;
  const pathOf = new Map([...documents, ...concepts].map(({ file, path }) => [file, path]));
  const pageOf = (file: string) => pathOf.get(file);
  const written = documentPages(documents, sources, pageOf);
  return [
    ...landingPages(contract, written),
    ...written,
    ...questionPages(questions),
    ...LANGUAGES.flatMap((language) => conceptPages(concepts, language, sources, pageOf)),
    apiIndex(contract),
    ...operationPages(contract),
    ...schemaPages(contract, sources.schemaFiles),
    ...sources.packages.flatMap(packagePages),
    ...cliPages(contract),
    ...LANGUAGES.flatMap((language) => problemPages(problems, problemProse, contract, language)),
    ...rulesPages(sources.ruleProse),
    changesPage(changelog, pageOf),
  ];
}
