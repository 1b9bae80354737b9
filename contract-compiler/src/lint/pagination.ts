// Rule: every list is read the same way.
import { flatOperations } from '../read/flat-operations.ts';
import { referenceName } from '../read/schema.ts';
import type { Finding, Rule } from './rule.ts';

export const pagination: Rule = {
  name: 'pagination',
  law: 'Every list takes cursor and limit and answers a derived page; nothing else does.',
  check({ document, sources }) {
    const findings: Finding[] = [];
    for (const { operation, method, parameters } of flatOperations(document)) {
      const where = operation.operationId;
      const answer = referenceName(
        operation.responses['200']?.content?.['application/json']?.schema?.$ref ?? '',
      );
      const isPage = sources[answer]?.['x-hikube-derive']?.as === 'list';
      const isList = method === 'get' && where.startsWith('list');
      if (isList !== (method === 'get' && isPage)) {
        findings.push({
          where,
          detail: isList
            ? 'is a list but does not answer a page; derive its answer with as: list'
            : 'answers a page; call it list…',
        });
      }
      const has = (name: string) =>
        parameters.some((parameter) => parameter.name === name && parameter.in === 'query');
      for (const name of ['cursor', 'limit']) {
        if (isList && !has(name))
          findings.push({ where, detail: `is a list without the parameter ${name}; add it` });
        if (!isList && has(name)) findings.push({ where, detail: `takes ${name} but is no list; remove it` });
      }
    }
    return findings;
  },
};
