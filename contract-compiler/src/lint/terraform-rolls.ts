// Rule: what replaces nodes says so to people and to the generator alike.
import { resourceProperties } from './resource-properties.ts';
import type { Finding, Rule } from './rule.ts';

const SENTENCE = 'A change rolls the nodes.';

export const terraformRolls: Rule = {
  name: 'terraform-rolls',
  law: 'A property is marked with rolls exactly when its description says that a change rolls the nodes.',
  check({ sources }) {
    const findings: Finding[] = [];
    for (const { where, schema, facts } of resourceProperties(sources)) {
      const says = schema.description?.includes(SENTENCE) ?? false;
      if (says && facts?.rolls !== true)
        findings.push({ where, detail: 'says that a change rolls the nodes; add rolls: true' });
      if (!says && facts?.rolls === true)
        findings.push({ where, detail: `rolls the nodes; add to its description "${SENTENCE}"` });
    }
    return findings;
  },
};
