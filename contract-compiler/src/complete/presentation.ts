// What a portal shows beside the facts: the introduction, the scope of an operation in its text, and samples of calls.
import { flatOperations } from '../read/flat-operations.ts';
import type { Samples } from '../read/samples.ts';
import type { Contract } from '../read/schema.ts';

/** Words that belong to the contract and are written elsewhere. */
export interface Presentation {
  /** Markdown that stands before the reference. */
  introduction: string;
  samples: Samples;
}

/** Writes them into the document, in place. */
export function present(document: Contract, { introduction, samples }: Presentation): void {
  document.info.description = introduction.trim();
  const operations = flatOperations(document).map(({ operation }) => operation);
  for (const operation of operations) {
    const text = (operation.description ?? '').trimEnd();
    operation.description = `${text}\n\nNeeds a token with the scope \`${operation['x-hikube-scope']}\`.`;
    const own = samples[operation.operationId];
    if (own !== undefined) operation['x-codeSamples'] = own.map((sample) => ({ ...sample }));
  }
  const unknown = Object.keys(samples).find(
    (id) => !operations.some(({ operationId }) => operationId === id),
  );
  if (unknown !== undefined)
    throw new Error(`examples/calls: there is no operation ${unknown}; correct the name of the sample`);
}
