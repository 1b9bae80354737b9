// Rule: an operation is complete: a reader can find it, use it and see what it does without guessing.
import { type FlatOperation, flatOperations } from '../read/flat-operations.ts';
import type { Contract } from '../read/schema.ts';
import type { Finding, Rule } from './rule.ts';

const SCOPES = ['read', 'write', 'admin'];
const LONGEST_SUMMARY = 60;

function problemsOf({ path, method, operation, parameters }: FlatOperation, document: Contract): string[] {
  const found: string[] = [];
  const summary = operation.summary ?? '';
  if (summary === '' || summary.length > LONGEST_SUMMARY || /[.]$/.test(summary))
    found.push(`needs a summary of at most ${LONGEST_SUMMARY} letters without a full stop; write one`);
  const tags = operation.tags ?? [];
  if (tags.length !== 1 || !document.tags.some((tag) => tag.name === tags[0]))
    found.push('needs exactly one of the tags of openapi.yaml; correct tags');
  const scope = operation['x-hikube-scope'];
  if (scope === undefined || !SCOPES.includes(scope))
    found.push(`needs the scope of the token; add x-hikube-scope: ${SCOPES.join(' or ')}`);
  // What only administrators may see is read with their scope; nobody needs the right to write in order to read.
  const reads = method === 'get' || operation['x-hikube-previews'] !== undefined;
  if (reads ? scope === 'write' : scope === 'read')
    found.push(
      `is a ${method.toUpperCase()} with the scope ${scope}; reading needs read or admin, everything else write or admin`,
    );
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const declared = parameters
    .filter((parameter) => parameter.in === 'path')
    .map((parameter) => parameter.name);
  if (named.sort().join() !== declared.sort().join())
    found.push(
      `has the path ${path} but the path parameters ${declared.join(', ') || 'none'}; make them agree`,
    );
  if (method === 'get' && operation.requestBody !== undefined)
    found.push('reads with a body; use parameters');
  return found;
}

export const operations: Rule = {
  name: 'operations',
  law: 'Every operation has an id of its own, a summary, one tag, a scope and exactly the parameters of its path.',
  check({ document }) {
    const findings: Finding[] = [];
    const seen = new Set<string>();
    for (const flat of flatOperations(document)) {
      const { operation, method, path } = flat;
      const where = operation.operationId ?? `${method} ${path}`;
      if (operation.operationId === undefined)
        findings.push({ where, detail: 'has no operationId; add one' });
      if (seen.has(where)) findings.push({ where, detail: 'is the id of two operations; rename one' });
      seen.add(where);
      for (const detail of problemsOf(flat, document)) findings.push({ where, detail });
    }
    return findings;
  },
};
