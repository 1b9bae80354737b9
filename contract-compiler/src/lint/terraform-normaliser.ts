// Rule: a normaliser that the contract names exists in the domain, and JSON texts are compared by meaning.
import { normalisers } from '@hikube/domain';
import { resourceProperties } from './resource-properties.ts';
import type { Finding, Rule } from './rule.ts';

export const terraformNormaliser: Rule = {
  name: 'terraform-normaliser',
  law: 'Every normaliser that the contract names exists in the domain, and every JSON text has one.',
  check({ sources }) {
    const findings: Finding[] = [];
    for (const { where, schema, facts } of resourceProperties(sources)) {
      const name = facts?.normaliser;
      if (name !== undefined && !Object.hasOwn(normalisers, name)) {
        findings.push({
          where,
          detail: `names the normaliser ${name}, which the domain does not have; use one of ${Object.keys(normalisers).join(', ')}`,
        });
      }
      if (facts?.json === true && name !== 'json')
        findings.push({ where, detail: 'is a JSON text in Terraform; name the normaliser json' });
      if (facts?.json === true && schema.type !== 'object')
        findings.push({ where, detail: 'is a JSON text in Terraform but no object in the API; remove json' });
      if (
        schema.pattern?.includes('KMGTPE') &&
        facts !== undefined &&
        facts.class !== 'output' &&
        name !== 'quantity'
      ) {
        findings.push({ where, detail: 'is a quantity with many spellings; name the normaliser quantity' });
      }
    }
    return findings;
  },
};
