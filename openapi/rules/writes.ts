// Rule: every write starts work that can be followed, can be tried without effect and can be repeated safely.
import {
  type FlatOperation,
  flatOperations,
  resolveResponse,
} from '../../scripts/contract/flat-operations.ts';
import { type Contract, referenceName } from '../../scripts/contract/schema.ts';
import type { Finding, Rule } from './rule.ts';

function answerOf({ operation }: FlatOperation, status: string, document: Contract): string {
  const response = operation.responses[status];
  if (response === undefined) return 'nothing';
  const media = resolveResponse(document, response).content?.['application/json'];
  return media?.schema?.$ref === undefined ? 'nothing' : referenceName(media.schema.$ref);
}

function problemsOf(flat: FlatOperation, document: Contract): string[] {
  const { operation, method, parameters } = flat;
  const found: string[] = [];
  const has = (name: string) => parameters.some((parameter) => parameter.name === name);
  if (answerOf(flat, '202', document) !== 'Operation')
    found.push('does not answer 202 with an Operation; add the response Accepted');
  if (answerOf(flat, '200', document) !== 'Impact')
    found.push('does not answer a dry run with 200 and an Impact; add the response Impact');
  if (!has('dryRun')) found.push('takes no dryRun; add the parameter');
  if (!has('Idempotency-Key')) found.push('takes no Idempotency-Key; add the parameter');
  const headers = resolveResponse(document, operation.responses['202'] ?? {}).headers ?? {};
  if (headers.Location === undefined)
    found.push('does not say where its operation is; add the header Location to 202');
  if (['patch', 'put', 'delete'].includes(method) && !has('If-Match'))
    found.push(`is a ${method.toUpperCase()} without If-Match; add the parameter`);
  const media = Object.keys(operation.requestBody?.content ?? {});
  const expected = method === 'patch' ? 'application/merge-patch+json' : 'application/json';
  if (media.some((type) => type !== expected))
    found.push(`takes ${media.join(', ')}; a ${method.toUpperCase()} takes ${expected}`);
  const kind = operation['x-hikube-operation']?.kind;
  const kinds = document.components.schemas.OperationKind?.enum ?? [];
  if (kind !== undefined && !kinds.includes(kind))
    found.push(`starts an operation of the kind ${kind}, which OperationKind does not have; add it there`);
  return found;
}

export const writes: Rule = {
  name: 'writes',
  law: 'Every write answers 202 with an Operation, tries with dryRun, repeats with Idempotency-Key and honours If-Match.',
  check({ document }) {
    const findings: Finding[] = [];
    for (const flat of flatOperations(document)) {
      if (flat.method === 'get') continue;
      for (const detail of problemsOf(flat, document))
        findings.push({ where: flat.operation.operationId, detail });
    }
    return findings;
  },
};
