// Rule: how a list or map is compared is declared, because Terraform must know whether order means something.
import type { TerraformFacts } from '../read/schema.ts';
import { type ResourceProperty, resourceProperties } from './resource-properties.ts';
import type { Finding, Rule } from './rule.ts';

/** Each equality of its own with what it is for. */
const EQUALITIES: Readonly<Record<string, (facts: TerraformFacts) => boolean>> = {
  multiset: ({ collection }) => collection === 'ordered',
  values: ({ json }) => json === true,
};

function problemOf({ schema, facts }: ResourceProperty): string | undefined {
  const { collection } = facts ?? {};
  const isMap = typeof schema.additionalProperties === 'object';
  if (schema.type === 'array') {
    if (collection !== 'set' && collection !== 'ordered')
      return 'is an array; declare collection set or ordered';
    if (collection === 'set' && schema.uniqueItems !== true)
      return 'is a set that may hold a value twice; add uniqueItems: true';
  } else if (isMap) {
    if (collection !== 'map') return 'is a map; declare collection map';
  } else if (collection !== undefined)
    return `declares collection ${collection} but is neither array nor map; remove it`;
  if (facts?.equality === undefined) return undefined;
  const fits = EQUALITIES[facts.equality];
  if (fits === undefined)
    return `has the equality ${facts.equality}; use one of ${Object.keys(EQUALITIES).join(', ')}`;
  return fits(facts)
    ? undefined
    : 'has an equality that is for ordered arrays (multiset) or JSON texts (values); remove it';
}

export const terraformCollection: Rule = {
  name: 'terraform-collection',
  law: 'Every array and map of a resource declares whether it is a map, a set or ordered.',
  check({ sources }) {
    const findings: Finding[] = [];
    for (const property of resourceProperties(sources)) {
      const detail = problemOf(property);
      if (detail !== undefined) findings.push({ where: property.where, detail });
    }
    return findings;
  },
};
