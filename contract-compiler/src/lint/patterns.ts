// Rule: a pattern holds for the whole text, and comes with the sentence that a person gets when it does not fit.
import type { Finding, Rule } from './rule.ts';
import { allSchemas } from './schemas.ts';

export const patterns: Rule = {
  name: 'patterns',
  law: 'Every pattern is anchored at both ends and has a hint in patterns.yaml, and every hint has a pattern.',
  check({ document, patterns: hints }) {
    const findings: Finding[] = [];
    const used = new Set<string>();
    for (const { where, schema } of allSchemas(document)) {
      const { pattern } = schema;
      if (pattern === undefined) continue;
      used.add(pattern);
      if (!pattern.startsWith('^') || !pattern.endsWith('$'))
        findings.push({
          where,
          detail: `has the pattern ${pattern}, which fits a part of a text; begin it with ^ and end it with $`,
        });
      if (hints[pattern] === undefined)
        findings.push({
          where,
          detail: `has the pattern ${pattern} without a hint; add one to patterns.yaml`,
        });
    }
    for (const [pattern, hint] of Object.entries(hints)) {
      const where = `patterns.yaml ${pattern}`;
      if (!used.has(pattern)) findings.push({ where, detail: 'is used nowhere; remove it' });
      if (!/^[A-Z].*[.]$/.test(hint))
        findings.push({
          where,
          detail: 'has a hint that is no sentence; begin with a capital and end with a full stop',
        });
    }
    return findings;
  },
};
