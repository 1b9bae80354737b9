// Rule: every part of the contract explains itself, because reference, editors and Terraform show these sentences.
import { flatOperations } from '../read/flat-operations.ts';
import type { Schema } from '../read/schema.ts';
import type { Finding, Rule } from './rule.ts';
import { allSchemas } from './schemas.ts';

const SHORTEST = 12;

function problemOf(description: string | undefined): string | undefined {
  if (description === undefined) return 'has no description; say what it means';
  const text = description.trim();
  if (text.length < SHORTEST) return `has the description "${text}", which says nothing; write a sentence`;
  if (!/[.…)]$/.test(text)) return 'has a description that does not end as a sentence; add a full stop';
  if (!/^[\p{Lu}`]/u.test(text)) return 'has a description that begins in lower case; begin with a capital';
  return undefined;
}

/** A reference is explained by what it refers to. */
function needsWords(schema: Schema, property: string | undefined, where: string): boolean {
  const isNamed = property !== undefined || !/[.[{]/.test(where);
  const choices = schema.anyOf ?? schema.oneOf ?? [];
  return isNamed && schema.$ref === undefined && !choices.some((choice) => choice.$ref !== undefined);
}

export const descriptions: Rule = {
  name: 'descriptions',
  law: 'Every schema, property, parameter, header and operation has a description in sentences.',
  check({ document }) {
    const findings: Finding[] = [];
    const expect = (where: string, description: string | undefined) => {
      const detail = problemOf(description);
      if (detail !== undefined) findings.push({ where, detail });
    };
    for (const { where, schema, property } of allSchemas(document)) {
      if (/^(parameter|header) /.test(where) || !needsWords(schema, property, where)) continue;
      if (schema.type === 'null') continue;
      expect(where, schema.description);
    }
    for (const parameter of Object.values(document.components.parameters))
      expect(`parameter ${parameter.name}`, parameter.description);
    for (const [name, header] of Object.entries(document.components.headers))
      expect(`header ${name}`, header.description);
    for (const { operation } of flatOperations(document))
      expect(operation.operationId, operation.description);
    return findings;
  },
};
