// What the portal is made from, read once: the contract, the prose, and what other parts of the project generate.
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { readChangelog } from './machines/changelog.ts';
import type { Redirects } from './machines/redirects.ts';
import type { Sources } from './pages.ts';
import { CONCEPT_ENTRIES, GUIDES, READMES } from './prose/catalogue.ts';
import type { DrawingSources } from './prose/concept-drawings.ts';
import type { Document as Prose } from './prose/document.ts';
import { groupRedirects } from './reference/cli-pages.ts';
import { Contract, type Document } from './reference/contract.ts';
import type { ProblemEntry, ProblemProse } from './reference/problem-pages.ts';
import type { RuleProse } from './reference/rules-pages.ts';
import { schemaFiles } from './reference/schema-pages.ts';
import { terraformDocuments } from './reference/terraform-pages.ts';
import { exportsOf } from './reference/tsdoc.ts';
import type { Questions } from './search/entries.ts';

/** Root of the repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const text = (path: string): Promise<string> => readFile(`${ROOT}${path}`, 'utf8');

/** Texts of the files below a folder, by their paths from it. */
async function below(folder: string, ending: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(`${ROOT}${folder}`, { recursive: true });
  const files = entries
    .filter((entry) => entry.endsWith(ending))
    .map((entry) => entry.replaceAll('\\', '/'))
    .sort();
  return new Map(
    await Promise.all(files.map(async (file) => [file, await text(`${folder}/${file}`)] as const)),
  );
}

async function documents(): Promise<readonly Prose[]> {
  const written = [...GUIDES, ...READMES].map(async (entry) => ({ ...entry, text: await text(entry.file) }));
  return [
    ...(await Promise.all(written)),
    ...terraformDocuments(await below('terraform-provider/docs', '.md')),
  ];
}

/** Reads everything. */
export async function readSources(): Promise<Sources> {
  const contract = JSON.parse(await text('openapi/generated/openapi.gen.json')) as Document;
  const catalogue = JSON.parse(await text('openapi/catalogue/hikube-1.1.2.json')) as DrawingSources;
  return {
    contract: new Contract(contract),
    problems: parse(await text('openapi/problems.yaml')) as Record<string, ProblemEntry>,
    problemProse: parse(await text('docs/content/problems.yaml')) as Record<string, ProblemProse>,
    ruleProse: parse(await text('docs/content/rules.yaml')) as RuleProse,
    documents: await documents(),
    packages: [
      {
        section: 'sdk',
        name: '@hikube/sdk',
        exports: exportsOf(ROOT, 'sdk/src/', 'index.ts'),
      },
      {
        section: 'constructs',
        name: '@hikube/cdktf-provider',
        exports: exportsOf(ROOT, 'cdktf-provider/src/', 'cdktn/index.ts'),
      },
    ],
    concepts: await Promise.all(
      CONCEPT_ENTRIES.map(async (entry) => ({ ...entry, text: await text(entry.file) })),
    ),
    storageClasses: catalogue.storageClasses,
    questions: parse(await text('docs/content/questions.yaml')) as Questions,
    redirects: {
      ...(parse(await text('docs/content/redirects.yaml')) as Redirects),
      ...groupRedirects(),
    },
    schemaFiles: schemaFiles(await below('openapi/schemas', '.yaml')),
    changelog: readChangelog(await text('CHANGELOG.md')),
  };
}
