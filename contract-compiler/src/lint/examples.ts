// Rule: every operation shows a request and its answer; whether they are valid is proved by a test.
import { flatOperations } from '../read/flat-operations.ts';
import type { Finding, Rule } from './rule.ts';

export const examples: Rule = {
  name: 'examples',
  law: 'Every operation has an example for each success status, with a body where it takes one.',
  check({ document, examples: pairs }) {
    const findings: Finding[] = [];
    for (const { operation, path } of flatOperations(document)) {
      const where = operation.operationId;
      const own = Object.entries(pairs[where] ?? {});
      for (const status of Object.keys(operation.responses)) {
        if (!status.startsWith('2') || own.some(([, pair]) => String(pair.status) === status)) continue;
        findings.push({
          where,
          detail: `has no example that answers ${status}; add one to examples/${where}.json`,
        });
      }
      for (const [name, pair] of own) {
        const missing = [...path.matchAll(/\{(\w+)\}/g)].filter(
          ([, parameter]) => pair.parameters?.path?.[String(parameter)] === undefined,
        );
        if (missing.length > 0)
          findings.push({
            where: `${where} ${name}`,
            detail: `leaves out ${missing.map(([text]) => text).join(', ')}; name a value`,
          });
        if ((pair.request === undefined) !== (operation.requestBody === undefined)) {
          findings.push({
            where: `${where} ${name}`,
            detail:
              pair.request === undefined
                ? 'has no request; add the body'
                : 'has a request but the operation takes no body; remove it',
          });
        }
      }
    }
    return findings;
  },
};
