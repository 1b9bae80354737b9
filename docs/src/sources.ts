// What the portal is made from, read once: the contract, the prose, and what other parts of the project generate.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { readChangelog } from './machines/changelog.ts';
import type { Sources } from './pages.ts';
import { Contract, type Document } from './reference/contract.ts';
import type { ProblemEntry, ProblemProse } from './reference/problem-pages.ts';

/** Root of the repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const text = (path: string): Promise<string> => readFile(`${ROOT}${path}`, 'utf8');

/** Reads everything. */
export async function readSources(): Promise<Sources> {
  const contract = JSON.parse(await text('openapi/generated/openapi.gen.json')) as Document;
  return {
    contract: new Contract(contract),
    problems: parse(await text('openapi/problems.yaml')) as Record<string, ProblemEntry>,
    problemProse: parse(await text('docs/content/problems.yaml')) as Record<string, ProblemProse>,
    changelog: readChangelog(await text('CHANGELOG.md')),
  };
}
