// Rule: everything that arrives or leaves has a limit, so that no request and no answer can grow without end.
import type { Schema } from '../read/schema.ts';
import type { Finding, Rule } from './rule.ts';
import { allSchemas, typesOf } from './schemas.ts';

function problemsOf(schema: Schema): string[] {
  const types = typesOf(schema);
  const found: string[] = [];
  if (
    types.includes('string') &&
    schema.enum === undefined &&
    schema.const === undefined &&
    schema.maxLength === undefined
  ) {
    found.push('is a string without a limit; add maxLength');
  }
  if (types.includes('array') && schema.maxItems === undefined)
    found.push('is an array without a limit; add maxItems');
  if (types.includes('array') && schema.items === undefined) found.push('is an array of anything; add items');
  if (
    (types.includes('integer') || types.includes('number')) &&
    (schema.minimum === undefined || schema.maximum === undefined)
  ) {
    found.push('is a number without limits; add minimum and maximum');
  }
  if (types.includes('object')) {
    if (schema.additionalProperties === undefined)
      found.push('is an object that does not say what else it may hold; add additionalProperties');
    else if (schema.additionalProperties !== false && schema.maxProperties === undefined)
      found.push('is a map without a limit; add maxProperties');
    if (typeof schema.additionalProperties === 'object' && schema.propertyNames === undefined)
      found.push('is a map whose keys are not limited; add propertyNames');
  }
  return found;
}

export const bounds: Rule = {
  name: 'bounds',
  law: 'Every string, array, number and map has a limit, and every object says what else it may hold.',
  check({ document }) {
    const findings: Finding[] = [];
    for (const { where, schema } of allSchemas(document)) {
      // Keys are strings, also where only their length and pattern are written.
      const limitless =
        where.endsWith('{key}') && schema.$ref === undefined && schema.maxLength === undefined;
      if (limitless) findings.push({ where, detail: 'has keys without a limit; add maxLength' });
      for (const detail of problemsOf(schema)) findings.push({ where, detail });
    }
    return findings;
  },
};
