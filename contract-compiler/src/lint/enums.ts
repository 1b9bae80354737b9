// Rule: every enum says whether it may grow, so that clients know what to do with a value that they do not know.
import type { Finding, Rule } from './rule.ts';
import { allSchemas } from './schemas.ts';

export const enums: Rule = {
  name: 'enums',
  law: 'Every enum is open (values may be added within v1) or closed (never).',
  check({ document }) {
    const findings: Finding[] = [];
    for (const { where, schema } of allSchemas(document)) {
      const openness = schema['x-hikube-enum'];
      // One value alone is a constant.
      if (schema.enum === undefined || schema.enum.length === 1) {
        if (openness !== undefined)
          findings.push({
            where,
            detail: 'says whether its enum may grow but has none; remove x-hikube-enum',
          });
      } else if (openness !== 'open' && openness !== 'closed')
        findings.push({
          where,
          detail: 'does not say whether it may grow; add x-hikube-enum: open or closed',
        });
    }
    return findings;
  },
};
