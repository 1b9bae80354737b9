// Rule: what cannot change is declared where a person could try, as replace or reject; parents and keys are consistent.
import { resourceProperties } from './resource-properties.ts';
import type { Finding, Rule } from './rule.ts';

const WRITABLE = ['input', 'constant-default', 'derived-default'];

export const terraformImmutable: Rule = {
  name: 'terraform-immutable',
  law: 'Immutability is replace or reject, on what a person writes; a key replaces and a parent is an output.',
  check({ sources }) {
    const findings: Finding[] = [];
    for (const { where, facts } of resourceProperties(sources)) {
      if (facts?.immutable !== undefined) {
        if (!['replace', 'reject'].includes(facts.immutable))
          findings.push({ where, detail: `has immutable: ${facts.immutable}; use replace or reject` });
        if (!WRITABLE.includes(facts.class))
          findings.push({
            where,
            detail: `is immutable but its class is ${facts.class}, which nobody writes; remove immutable`,
          });
      }
      if (facts?.omit && facts.class !== 'output')
        findings.push({ where, detail: 'is left out of Terraform but not an output; remove omit' });
    }
    for (const [name, schema] of Object.entries(sources)) {
      const resource = schema['x-hikube-resource'];
      if (resource === undefined) continue;
      const key = schema.properties?.[resource.key]?.['x-hikube-terraform'];
      if (key === undefined)
        findings.push({
          where: name,
          detail: `names the key ${resource.key}, which it does not have; correct x-hikube-resource`,
        });
      else if (key.class === 'input' && key.immutable !== 'replace')
        findings.push({ where: `${name}.${resource.key}`, detail: 'is the key; add immutable: replace' });
      const parents = Object.entries(schema.properties ?? {}).filter(
        ([, property]) => property['x-hikube-terraform']?.parent,
      );
      const declared = resource.parent === undefined ? [] : [resource.parent.property];
      if (parents.map(([property]) => property).join() !== declared.join())
        findings.push({
          where: name,
          detail: 'marks another parent than x-hikube-resource names; make them agree',
        });
      if (
        resource.parent !== undefined &&
        sources[resource.parent.resource]?.['x-hikube-resource'] === undefined
      ) {
        findings.push({
          where: name,
          detail: `has the parent ${resource.parent.resource}, which is no resource; correct x-hikube-resource`,
        });
      }
    }
    return findings;
  },
};
