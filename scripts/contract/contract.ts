// The finished contract: bundled, derived schemas written out, problem codes, refusals and examples filled in.
import { bundle, readProblems } from './bundle.ts';
import { expandDerived } from './derive.ts';
import { attachExamples, type Examples, readExamples } from './examples.ts';
import { completeRefusals } from './refusals.ts';
import type { Contract, ProblemEntry, Schema } from './schema.ts';

/** The contract with what belongs to it; `sources` are the schemas as written, with their client facts. */
export interface LoadedContract {
  document: Contract;
  problems: Record<string, ProblemEntry>;
  examples: Examples;
  sources: Record<string, Schema>;
}

/** Schemas in which the marker of the problem codes is replaced by the codes. */
function withProblemCodes(schemas: Record<string, Schema>, codes: string[]): Record<string, Schema> {
  const entries = Object.entries(schemas).map(([name, schema]) => {
    const { 'x-hikube-problem-codes': marker, ...rest } = schema;
    return [name, marker ? { ...rest, enum: codes } : schema];
  });
  return Object.fromEntries(entries);
}

/** Reads, expands and completes the contract. */
export async function loadContract(): Promise<LoadedContract> {
  const [document, problems, examples] = await Promise.all([bundle(), readProblems(), readExamples()]);
  const sources = document.components.schemas;
  document.components.schemas = withProblemCodes(expandDerived(sources), Object.keys(problems));
  completeRefusals(document, problems);
  attachExamples(document, examples);
  return { document, problems, examples, sources };
}
