// What is answered: statuses, media types, headers and problem codes.
import { type FlatOperation, resolveResponse } from '../read/flat-operations.ts';
import { type Contract, type Response, referenceName } from '../read/schema.ts';
import type { Pair } from './operations.ts';

const isSuccess = (status: string) => status.startsWith('2');

export function compareAnswers(before: FlatOperation, after: FlatOperation, pair: Pair): void {
  const { released, next, report } = pair;
  const where = before.operation.operationId;
  const [old, now] = [before.operation.responses, after.operation.responses];
  for (const [status, response] of Object.entries(old)) {
    const same = now[status];
    if (same !== undefined) {
      const [was, is] = [resolveResponse(released, response), resolveResponse(next, same)];
      compareContents(was, is, `${where} ${status}`, pair);
      compareHeaders(was, is, `${where} ${status}`, pair);
    } else if (isSuccess(status)) report('success-changed', where, `no longer answers ${status}`);
    else report('error-status-removed', where, `no longer answers ${status}`);
  }
  for (const status of Object.keys(now)) {
    if (isSuccess(status) && old[status] === undefined)
      report('success-changed', where, `may now answer ${status}, and a write has one success`);
  }
  compareProblems(before, after, pair);
}

function compareContents(old: Response, now: Response, where: string, { schemas, report }: Pair): void {
  for (const [type, media] of Object.entries(old.content ?? {})) {
    const same = now.content?.[type];
    if (same === undefined) report('answer-media-type-removed', where, `is no longer there as ${type}`);
    else schemas.compare(media.schema, same.schema, 'answer', where);
  }
}

interface Header {
  readonly required?: boolean;
  readonly schema?: Parameters<Pair['schemas']['compare']>[0];
}

function headersOf(document: Contract, response: Response): Map<string, Header> {
  const entries = Object.entries(response.headers ?? {}).map(([name, header]): [string, Header] => [
    name.toLowerCase(),
    header.$ref === undefined ? header : (document.components.headers[referenceName(header.$ref)] ?? {}),
  ]);
  return new Map(entries);
}

function compareHeaders(old: Response, now: Response, where: string, pair: Pair): void {
  const { released, next, schemas, report } = pair;
  const later = headersOf(next, now);
  for (const [name, header] of headersOf(released, old)) {
    const same = later.get(name);
    const place = `${where} ${name}`;
    if (same === undefined) report('header-removed', place, 'is no longer sent');
    else {
      if (header.required && !same.required) report('header-optional', place, 'is no longer always there');
      schemas.compare(header.schema, same.schema, 'answer', place);
    }
  }
}

/** The status of each problem code, as far as the examples of the answers tell it. */
function statuses({ operation }: FlatOperation, document: Contract): Map<string, string> {
  const entries = Object.entries(operation.responses).flatMap(([status, response]) => {
    const { content } = resolveResponse(document, response);
    return Object.keys(content?.['application/problem+json']?.examples ?? {}).map(
      (code): [string, string] => [code, status],
    );
  });
  return new Map(entries);
}

function compareProblems(before: FlatOperation, after: FlatOperation, pair: Pair): void {
  const { released, next, report } = pair;
  const where = before.operation.operationId;
  const now = after.operation['x-hikube-problems'] ?? [];
  const [was, is] = [statuses(before, released), statuses(after, next)];
  for (const code of before.operation['x-hikube-problems'] ?? []) {
    const [old, later] = [was.get(code), is.get(code)];
    if (!now.includes(code))
      report('problem-code-removed', where, `no longer answers with the problem code ${code}`);
    else if (old !== undefined && later !== undefined && old !== later)
      report('problem-status-changed', where, `answers ${code} with ${later}, and did with ${old}`);
  }
}
