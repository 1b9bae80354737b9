// Rule: decisions are numbered one after the other, so that a number names one of them.
import type { SourceFile } from './source-tree.ts';

const DECISION = /^docs\/decisions\/(\d{4})-[a-z0-9-]+\.md$/;

/** One line for each decision whose number is not its own, leaves a gap, or differs from its heading. */
export function decisionFindings(files: readonly SourceFile[]): string[] {
  const decisions = files
    .flatMap(({ path, text }) => {
      const number = DECISION.exec(path)?.[1];
      return number === undefined ? [] : [{ path, text, number }];
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return decisions.flatMap(({ path, text, number }, index) => {
    const found: string[] = [];
    const expected = String(index + 1).padStart(4, '0');
    if (number !== expected)
      found.push(
        `${path} should have the number ${expected}; each number stands for one decision (decisions)`,
      );
    if (!text.startsWith(`# ${number}: `))
      found.push(`${path}:1 does not begin with "# ${number}: "; write the number of the file (decisions)`);
    return found;
  });
}
