// problems.gen.ts: the closed list of problem codes.
import type { ProblemEntry } from '../read/schema.ts';
import { HEADER, literal, quote } from '../read/text.ts';

/** The list as a constant, and the type of a code. */
export function emitProblems(problems: Record<string, ProblemEntry>, typeBase: string): string {
  const facts = Object.entries(problems).map(([code, { status, title, retryable, description }]) => [
    code,
    { status, title, retryable, description },
  ]);
  return `${HEADER}
/** What every problem of one code has in common. */
export interface ProblemFacts {
  /** HTTP status. */
  readonly status: number;
  readonly title: string;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** What the code means and what to do. */
  readonly description: string;
}

/** Every problem code with its facts. */
export const problems = ${literal(Object.fromEntries(facts))} as const satisfies Record<string, ProblemFacts>;

/** Where the page of each code is: the code follows. It is the \`type\` of a problem. */
export const problemTypeBase = ${quote(typeBase)};

/** A code of the closed list. */
export type ProblemCode = keyof typeof problems;

/** Every code, in the order of the list. */
export const problemCodes: readonly ProblemCode[] = Object.keys(problems) as ProblemCode[];
`;
}
