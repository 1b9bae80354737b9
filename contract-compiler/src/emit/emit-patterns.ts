// patterns.gen.ts: what a person is told instead of a regular expression.
import { HEADER, literal } from '../read/text.ts';

/** The hints as a constant, by pattern. */
export function emitPatterns(hints: Record<string, string>): string {
  return `${HEADER}
/** One sentence for each pattern of the contract: what to write so that it fits. */
export const patternHints: Readonly<Record<string, string>> = ${literal(hints)};
`;
}
