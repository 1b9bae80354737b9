// Rule: names are spelt one way: properties in camelCase, paths in kebab-case, schemas in PascalCase, headers Like-This.
import { flatOperations } from '../read/flat-operations.ts';
import { folded } from '../read/schema.ts';
import type { Finding, Rule } from './rule.ts';
import { allSchemas } from './schemas.ts';

const CAMEL = /^[a-z][a-zA-Z0-9]*$/;
const PASCAL = /^[A-Z][a-zA-Z0-9]*$/;
const SEGMENT = /^(?:[a-z]+(?:-[a-z]+)*|\{[a-z][a-zA-Z]*\})$/;
const HEADER = /^[A-Z][a-zA-Z]*(?:-[A-Z][a-zA-Z]*)*$/;
/** RFC 1035: what Kubernetes and Terraform identifiers are built from. */
const DNS_LABEL = '^[a-z]([-a-z0-9]*[a-z0-9])?$';
const LONGEST_LABEL = 63;
const KIND = /^[A-Z][a-zA-Z]*\.[a-z]+$/;

export const naming: Rule = {
  name: 'naming',
  law: 'Properties are camelCase, paths kebab-case, schemas PascalCase, headers Like-This, kinds of operations Kind.verb and names DNS labels.',
  check({ document, sources }) {
    const findings: Finding[] = [];
    const expect = (pattern: RegExp, name: string, where: string, style: string) => {
      if (!pattern.test(name)) findings.push({ where, detail: `is not ${style}; rename it` });
    };
    for (const name of Object.keys(document.components.schemas)) expect(PASCAL, name, name, 'in PascalCase');
    for (const { where, property } of allSchemas(document))
      if (property !== undefined) expect(CAMEL, property, where, 'in camelCase');
    for (const parameter of Object.values(document.components.parameters)) {
      const isHeader = parameter.in === 'header';
      expect(
        isHeader ? HEADER : CAMEL,
        parameter.name,
        `parameter ${parameter.name}`,
        isHeader ? 'written Like-This' : 'in camelCase',
      );
    }
    for (const path of Object.keys(document.paths)) {
      for (const segment of path.slice(1).split('/'))
        expect(SEGMENT, segment, path, 'in kebab-case with parameters in camelCase');
    }
    for (const { operation } of flatOperations(document)) {
      expect(CAMEL, operation.operationId, operation.operationId, 'in camelCase');
      const kind = operation['x-hikube-operation']?.kind;
      if (kind !== undefined) expect(KIND, kind, operation.operationId, 'given a kind of the form Kind.verb');
    }
    for (const [name, schema] of Object.entries(sources)) {
      const key = schema['x-hikube-resource']?.key;
      const property = key === undefined ? undefined : schema.properties?.[key];
      if (property?.['x-hikube-terraform']?.class !== 'input') continue;
      const { pattern, maxLength = Number.POSITIVE_INFINITY } = folded(property, sources);
      if (pattern === DNS_LABEL && maxLength <= LONGEST_LABEL) continue;
      findings.push({
        where: `${name}.${key}`,
        detail: `names objects but is no DNS-1035 label; give it the pattern ${DNS_LABEL} and at most ${LONGEST_LABEL} characters`,
      });
    }
    return findings;
  },
};
