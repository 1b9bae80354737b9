// Whether an answer is one that the contract documents: status, media type, headers, body and problem code.
import { answerValidators } from '@hikube/contract-compiler/answers';
import { type OperationFacts, operationIds, operations } from '@hikube/openapi/operations';
import { problems } from '@hikube/openapi/problems';
import type { Problem } from '@hikube/openapi/types';
import { parse } from 'yaml';
import { CONTRACT_HEADERS, documentedHeaders } from './documented-headers.ts';

/** An answer as it was received. */
export interface Received {
  readonly method: string;
  /** Below `/v1`, with the query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const answerOf = await answerValidators();

// What a path or method that the contract does not have is answered with; no operation can list these.
const OUTSIDE_OF_OPERATIONS = new Set(['not_found', 'method_not_allowed', 'invalid_parameter']);

// Traces of code, files, databases and versions, none of which is a caller's business.
const LEAKS =
  /\n\s+at |\bnode:[a-z]|\.ts:\d|\/src\/|SQLITE|SELECT |INSERT |node_modules|hono\/|Bearer [A-Za-z0-9]{8}/;

/** Where pages of problems are: for everybody, or at the service that was asked. The portal has one of each code. */
const PROBLEM_PAGES = /^(?:https:\/\/docs\.hikube\.cloud|http:\/\/[^/]+\/docs)\/problems\/(\w+)$/;

/** Sentences about everything that the contract does not document; empty when there is nothing. */
export function nonconformities(received: Received): string[] {
  const { method, path, status, headers, text } = received;
  const found: string[] = [];
  const say = (sentence: string) => found.push(`${method} ${path} → ${status}: ${sentence}`);
  if (headers.get('x-request-id') === null) say('has no X-Request-Id');
  if (headers.get('cache-control') !== 'no-store') say('may be cached');
  if (headers.get('x-content-type-options') !== 'nosniff') say('may be taken for another type');
  if (LEAKS.test(text)) say(`leaks something: ${text.slice(0, 200)}`);
  if (status === 204 || method === 'HEAD') return found;
  const facts = operationFor(method, path);
  if (facts !== undefined) checkHeaders(received, facts, say);
  if (status >= 400) checkProblem(received, facts, say);
  else if (facts !== undefined) checkAnswer(received, facts, say);
  return found;
}

/** The operation that a method and path name, found independently of the service's own router. */
export function operationFor(method: string, path: string): OperationFacts | undefined {
  const [pathname = ''] = path.split('?');
  const id = operationIds
    .filter((each) => operations[each].method === method)
    .find((each) => patternOf(operations[each].path).test(pathname));
  return id === undefined ? undefined : operations[id];
}

function patternOf(template: string): RegExp {
  return new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}

/** What is documented is sent, and what is sent is documented. */
function checkHeaders(
  { method, status, headers, text }: Received,
  { path }: OperationFacts,
  say: (sentence: string) => void,
): void {
  const documented = documentedHeaders(method, path, status);
  if (documented === undefined) return;
  for (const [name, { isRequired }] of documented) {
    if (isRequired && !headers.has(name)) say(`lacks the documented header ${name}`);
  }
  for (const name of CONTRACT_HEADERS) {
    if (headers.has(name) && !documented.has(name)) say(`has the header ${name}, which is not documented`);
  }
  if (status < 400) return;
  const { code } = JSON.parse(text) as { code: keyof typeof problems };
  // Where only some codes of a status have it: those that pass.
  const waits = documented.has('retry-after') && problems[code]?.retryable === true;
  if (waits !== headers.has('retry-after')) say(`${waits ? 'lacks' : 'has'} a Retry-After for ${code}`);
}

function checkAnswer(received: Received, facts: OperationFacts, say: (sentence: string) => void): void {
  const { status, headers, text } = received;
  const schema = facts.responses[String(status)];
  if (schema === undefined) {
    say('is not documented');
    return;
  }
  const type = headers.get('content-type') ?? 'none';
  const types = (status === 200 ? facts.answerTypes : undefined) ?? ['application/json'];
  if (!types.includes(type)) say(`has the type ${type}`);
  if (schema !== null) checkSchema(schema, bodyOf(type, text), say);
  if (status !== 202) return;
  const { id } = JSON.parse(text) as { id: string };
  if (headers.get('location') !== `/v1/operations/${id}`) say(`has the Location ${headers.get('location')}`);
}

function checkProblem(
  received: Received,
  facts: OperationFacts | undefined,
  say: (sentence: string) => void,
): void {
  const { status, headers, text } = received;
  if (headers.get('content-type') !== 'application/problem+json') {
    say(`is no problem but ${headers.get('content-type')}`);
    return;
  }
  checkSchema('Problem', JSON.parse(text), say);
  const problem = JSON.parse(text) as Pick<Problem, 'type' | 'code' | 'status' | 'requestId'>;
  const { type, code } = problem;
  if (PROBLEM_PAGES.exec(type)?.[1] !== code) say(`leads to ${type}, which is not the page of ${code}`);
  if (problems[code]?.status !== status || problem.status !== status)
    say(`has the status of another code than ${code}`);
  if (problem.requestId !== headers.get('x-request-id')) say('names another request id than its header');
  const documented = facts === undefined ? OUTSIDE_OF_OPERATIONS : new Set<string>(facts.problems);
  if (!documented.has(code)) say(`answers ${code}, which is not documented here`);
  if (facts !== undefined && facts.responses[String(status)] === undefined) say('has an undocumented status');
  const needsRetryAfter = status === 429 || status === 503;
  if (needsRetryAfter && !/^[0-9]+$/.test(headers.get('retry-after') ?? '')) say('has no Retry-After');
}

/** What the text of an answer means. */
export function bodyOf(type: string | null, text: string): unknown {
  if (text === '') return undefined;
  return type === 'application/yaml' ? parse(text) : JSON.parse(text);
}

function checkSchema(name: string, body: unknown, say: (sentence: string) => void): void {
  const validate = answerOf(name);
  if (validate === undefined) throw new Error(`The contract has no schema ${name}.`);
  if (validate(body)) return;
  const [error] = validate.errors ?? [];
  say(`is no ${name}: ${error?.instancePath} ${error?.message} ${JSON.stringify(error?.params)}`);
}
