// Rule: within v1 the contract only grows. It is compared with the last released one; before a release nothing is fixed.
import { type FlatOperation, flatOperations, resolveResponse } from '../read/flat-operations.ts';
import type { Contract } from '../read/schema.ts';
import { SchemaComparison } from './additive-schema.ts';
import type { Finding, Rule } from './rule.ts';

const REMEDY = 'clients of the released contract would break, so keep it';

function compareParameters(
  before: FlatOperation,
  after: FlatOperation,
  schemas: SchemaComparison,
): Finding[] {
  const where = before.operation.operationId;
  const findings: Finding[] = [];
  for (const parameter of before.parameters) {
    const next = after.parameters.find((other) => other.in === parameter.in && other.name === parameter.name);
    if (next === undefined) findings.push({ where, detail: `no longer takes ${parameter.name}; ${REMEDY}` });
    schemas.compare(parameter.schema, next?.schema, 'request', `${where} ${parameter.name}`);
  }
  for (const parameter of after.parameters) {
    const known = before.parameters.some(
      (other) => other.in === parameter.in && other.name === parameter.name,
    );
    if (parameter.required && !known)
      findings.push({ where, detail: `requires the new parameter ${parameter.name}; make it optional` });
  }
  return findings;
}

function compareOperations(
  before: FlatOperation,
  after: FlatOperation,
  released: Contract,
  next: Contract,
  schemas: SchemaComparison,
): Finding[] {
  const where = before.operation.operationId;
  const findings = compareParameters(before, after, schemas);
  if (before.path !== after.path || before.method !== after.method) {
    findings.push({
      where,
      detail: `has moved from ${before.method.toUpperCase()} ${before.path}; ${REMEDY} there`,
    });
  }
  if (after.operation.requestBody?.required && !before.operation.requestBody?.required)
    findings.push({ where, detail: 'requires a body now; make it optional' });
  for (const [type, media] of Object.entries(before.operation.requestBody?.content ?? {})) {
    const now = after.operation.requestBody?.content[type];
    if (now === undefined) findings.push({ where, detail: `no longer takes ${type}; ${REMEDY}` });
    schemas.compare(media.schema, now?.schema, 'request', `${where} body`);
  }
  for (const [status, response] of Object.entries(before.operation.responses)) {
    if (!status.startsWith('2')) continue;
    const now = after.operation.responses[status];
    if (now === undefined) findings.push({ where, detail: `no longer answers ${status}; ${REMEDY}` });
    else {
      const content = resolveResponse(next, now).content ?? {};
      for (const [type, media] of Object.entries(resolveResponse(released, response).content ?? {})) {
        schemas.compare(media.schema, content[type]?.schema, 'answer', `${where} ${status}`);
      }
    }
  }
  return findings;
}

/** Everything in which `next` would break a client of `released`. */
export function breakingChanges(released: Contract, next: Contract): Finding[] {
  const schemas = new SchemaComparison(released, next);
  const after = new Map(flatOperations(next).map((flat) => [flat.operation.operationId, flat]));
  const findings = flatOperations(released).flatMap((before) => {
    const now = after.get(before.operation.operationId);
    if (now === undefined) return [{ where: before.operation.operationId, detail: `is gone; ${REMEDY}` }];
    return compareOperations(before, now, released, next, schemas);
  });
  return [...findings, ...schemas.findings];
}

export const additive: Rule = {
  name: 'additive',
  law: 'Within a major version nothing that was released changes its meaning or goes away.',
  check({ document, released }) {
    return released === undefined ? [] : breakingChanges(released, document);
  },
};
