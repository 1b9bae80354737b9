// The finished contract: bundled, derived schemas and previews written out, problem codes, refusals and examples filled in.

import { announceDeprecations } from './complete/deprecations.ts';
import { expandDerived } from './complete/derive.ts';
import { attachExamples, type Examples, readExamples } from './complete/examples.ts';
import { expandNamed } from './complete/named-parts.ts';
import { type Presentation, present } from './complete/presentation.ts';
import { addRateLimitHeaders } from './complete/rate-limit-headers.ts';
import { completeRefusals } from './complete/refusals.ts';
import { addPreviews } from './emit/previews.ts';
import { bundle } from './read/bundle.ts';
import { readCatalogue, readContractFiles, readIntroduction } from './read/files.ts';
import { pruneUnused } from './read/prune.ts';
import { readSamples } from './read/samples.ts';
import type { Contract, Json, ProblemEntry, Schema } from './read/schema.ts';

/** The contract with what belongs to it; `sources` are the schemas as written, with their client facts. */
export interface LoadedContract {
  document: Contract;
  problems: Record<string, ProblemEntry>;
  examples: Examples;
  /** What a person is told where a pattern does not fit, by pattern. */
  patterns: Record<string, string>;
  /** What the platform offers whose names the packages suggest; the examples are of its world. */
  catalogue: { readonly [key: string]: Json };
  sources: Record<string, Schema>;
  presentation: Presentation;
}

/** Schemas in which the marker of the problem codes is replaced by the codes. Copies: derived ones share parts. */
function withProblemCodes(schemas: Record<string, Schema>, codes: string[]): Record<string, Schema> {
  const entries = Object.entries(schemas).map(([name, schema]) => {
    const { 'x-hikube-problem-codes': marker, ...rest } = structuredClone(schema);
    return [name, marker ? { ...rest, enum: codes } : rest];
  });
  return Object.fromEntries(entries);
}

/** Everything that is read from disk. */
export type ContractParts = Omit<LoadedContract, 'sources'>;

/** Derives what follows from the parts as they were written. The document is completed in place. */
export function completeContract(parts: ContractParts): LoadedContract {
  const { document, problems, examples } = parts;
  const sources = document.components.schemas;
  document.components.schemas = withProblemCodes(
    expandNamed(expandDerived(sources), sources),
    Object.keys(problems),
  );
  addPreviews(document);
  present(document, parts.presentation);
  completeRefusals(document, problems);
  addRateLimitHeaders(document);
  announceDeprecations(document);
  attachExamples(document, examples);
  pruneUnused(document);
  return { ...parts, sources };
}

/** Reads the contract and completes it. */
export async function loadContract(): Promise<LoadedContract> {
  const [files, examples, catalogue, introduction, samples] = await Promise.all([
    readContractFiles(),
    readExamples(),
    readCatalogue(),
    readIntroduction(),
    readSamples(),
  ]);
  return completeContract({
    document: bundle(files),
    problems: files['problems.yaml'] as unknown as Record<string, ProblemEntry>,
    patterns: files['patterns.yaml'] as Record<string, string>,
    examples,
    catalogue,
    presentation: { introduction, samples },
  });
}
