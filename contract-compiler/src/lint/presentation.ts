// Rule: a reader of the reference finds everything under a name for people and sees how it is called.
import { type FlatOperation, flatOperations } from '../read/flat-operations.ts';
import { referenceName, type Schema } from '../read/schema.ts';
import type { Finding, Rule } from './rule.ts';

/** Languages in which a call has to be shown: Terraform's where it has a resource, constructs where that is no ephemeral one. */
function neededFor({ operation }: FlatOperation, sources: Record<string, Schema>): string[] {
  if (operation['x-hikube-previews'] !== undefined) return ['curl'];
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema?.$ref;
  const source = body === undefined ? undefined : sources[referenceName(body)]?.['x-hikube-derive']?.from;
  const isResource = source !== undefined && sources[source]?.['x-hikube-resource'] !== undefined;
  const isKept = isResource && operation['x-hikube-operation'] !== undefined;
  return ['curl', 'SDK', 'CLI', ...(isResource ? ['Terraform'] : []), ...(isKept ? ['Constructs'] : [])];
}

export const presentation: Rule = {
  name: 'presentation',
  law: 'Every tag has a display name and one group, and every operation a sample of its call in each language that has it.',
  check({ document, sources }) {
    const findings: Finding[] = [];
    const grouped = (document['x-tagGroups'] ?? []).flatMap(({ tags }) => tags);
    for (const { name, 'x-displayName': display } of document.tags) {
      if (display === undefined) findings.push({ where: `tag ${name}`, detail: 'needs x-displayName' });
      if (grouped.filter((tag) => tag === name).length !== 1)
        findings.push({ where: `tag ${name}`, detail: 'needs one place in x-tagGroups' });
    }
    for (const flat of flatOperations(document)) {
      const labels = (flat.operation['x-codeSamples'] ?? []).map(({ label }) => label);
      const missing = neededFor(flat, sources).filter((label) => !labels.includes(label));
      if (missing.length > 0)
        findings.push({
          where: flat.operation.operationId,
          detail: `has no sample for ${missing.join(', ')}; add one to examples/calls`,
        });
    }
    return findings;
  },
};
