// Rule: every write starts work that can be followed, has one success and can be repeated safely.
import { type FlatOperation, flatOperations, resolveResponse } from '../read/flat-operations.ts';
import { type Contract, referenceName } from '../read/schema.ts';
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
  const successes = Object.keys(operation.responses).filter((status) => status.startsWith('2'));
  if (successes.length > 1)
    found.push(`answers ${successes.join(' and ')}; a client must know which one comes, so keep 202`);
  if (!has('Idempotency-Key')) found.push('takes no Idempotency-Key; add the parameter');
  const headers = resolveResponse(document, operation.responses['202'] ?? {}).headers ?? {};
  if (headers.Location === undefined)
    found.push('does not say where its operation is; add the header Location to 202');
  if (['patch', 'put', 'delete'].includes(method) && !has('If-Match'))
    found.push(`is a ${method.toUpperCase()} without If-Match; add the parameter`);
  const media = Object.keys(operation.requestBody?.content ?? {});
  const expected = method === 'patch' ? 'application/merge-patch+json' : 'application/json';
  // Who reads YAML reads JSON too, so that it may only stand beside it.
  const isYaml = (type: string) => type === 'application/yaml' && media.includes(expected);
  if (media.some((type) => type !== expected && !isYaml(type)))
    found.push(`takes ${media.join(', ')}; a ${method.toUpperCase()} takes ${expected}`);
  const kind = operation['x-hikube-operation']?.kind;
  const kinds = document.components.schemas.OperationKind?.enum ?? [];
  if (kind !== undefined && !kinds.includes(kind))
    found.push(`starts an operation of the kind ${kind}, which OperationKind does not have; add it there`);
  return found;
}

/** Whether a POST answers 201 with a secret: there is no work to follow, and nothing that could be answered twice. */
function issuesSecret(flat: FlatOperation, document: Contract): boolean {
  const answer = document.components.schemas[answerOf(flat, '201', document)];
  return (
    flat.method === 'post' &&
    Object.values(answer?.properties ?? {}).some((property) => property['x-hikube-secret'] !== undefined)
  );
}

/** What is issued at once is renewed and revoked at once, by its id; what changes no desired state says so. */
function actsAtOnce(flat: FlatOperation, document: Contract): boolean {
  if (issuesSecret(flat, document) || flat.operation['x-hikube-at-once'] === true) return true;
  const collection = flat.path.replace(/\/\{\w+\}(?:\/[a-z-]+)?$/, '');
  return (
    ['delete', 'post'].includes(flat.method) &&
    flatOperations(document).some((each) => each.path === collection && issuesSecret(each, document))
  );
}

/** Renewing or revoking twice is the same as once; only a second secret would be one too many, and is never repeated. */
function problemsAtOnce(flat: FlatOperation, document: Contract): string[] {
  const { operation, parameters } = flat;
  const found: string[] = [];
  if (operation.responses['202'] !== undefined) found.push('acts at once but answers 202 as well; remove it');
  if (!parameters.some(({ name }) => name === 'Idempotency-Key'))
    found.push('takes no Idempotency-Key; add the parameter');
  if (!issuesSecret(flat, document)) return found;
  if (!operation['x-hikube-problems']?.includes('secret_not_repeatable'))
    found.push('answers with a secret but does not list secret_not_repeatable; add it');
  return found;
}

export const writes: Rule = {
  name: 'writes',
  law: 'Every write answers 202 with an Operation and nothing else, repeats with Idempotency-Key and honours If-Match; only secrets are issued, renewed and revoked at once, and what x-hikube-at-once marks is recorded at once.',
  check({ document }) {
    const findings: Finding[] = [];
    for (const flat of flatOperations(document)) {
      if (flat.method === 'get' || flat.operation['x-hikube-previews'] !== undefined) continue;
      const problems = actsAtOnce(flat, document)
        ? problemsAtOnce(flat, document)
        : problemsOf(flat, document);
      for (const detail of problems) findings.push({ where: flat.operation.operationId, detail });
    }
    return findings;
  },
};
