// The error responses of every operation follow from its problem codes, so that codes and statuses cannot disagree.
import { type FlatOperation, flatOperations } from '../read/flat-operations.ts';
import type { Contract, Json, ProblemEntry, Response } from '../read/schema.ts';

type Problems = Record<string, ProblemEntry>;

/** Whether every operation of this shape can answer with the problem. */
function applies(entry: ProblemEntry, { operation, parameters }: FlatOperation): boolean {
  switch (entry.appliesTo) {
    case undefined:
    case 'no operation':
      return false;
    case 'every operation':
      return true;
    case 'body':
      return operation.requestBody !== undefined;
    case 'path parameter':
      return parameters.some((parameter) => parameter.in === 'path');
    default:
      return parameters.some((parameter) => parameter.name === entry.appliesTo);
  }
}

/** Every code that an operation can answer with, in the order of the list. */
function problemCodesOf(flat: FlatOperation, problems: Problems): string[] {
  const listed = flat.operation['x-hikube-problems'] ?? [];
  for (const code of listed) {
    if (problems[code] === undefined) {
      throw new Error(
        `${flat.operation.operationId}: x-hikube-problems lists ${code}, which problems.yaml does not have`,
      );
    }
  }
  return Object.keys(problems).filter(
    (code) => listed.includes(code) || applies(problems[code] as ProblemEntry, flat),
  );
}

/** The body of a problem as the service would send it. */
export function problemExample(code: string, entry: ProblemEntry, typeBase: string): Json {
  const { detail, ...rest } = entry.example;
  return {
    type: `${typeBase}${code}`,
    title: entry.title,
    status: entry.status,
    code,
    detail,
    requestId: 'req-01jnb4v7q8k9',
    retryable: entry.retryable,
    errors: [],
    ...rest,
  };
}

/** Headers that an answer of this status carries beside the request id. */
const OWN_HEADERS: Record<number, Record<string, { $ref: string }>> = {
  401: { 'WWW-Authenticate': { $ref: '#/components/headers/WwwAuthenticate' } },
  429: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } },
  503: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } },
};

const RETRY_AFTER = { 'Retry-After': { $ref: '#/components/headers/RetryAfterIfAny' } };

/** What the answers of a status are called: generators make types of these names. */
const NAMES: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  408: 'RequestTimeout',
  409: 'Conflict',
  412: 'PreconditionFailed',
  413: 'ContentTooLarge',
  415: 'UnsupportedMediaType',
  422: 'UnprocessableContent',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
};

/** The name of a status, and of the first operation with just these codes where others have other codes. */
function responseName(status: string, operationId: string, isOnlyOne: boolean): string {
  const name = NAMES[Number(status)];
  if (name === undefined) throw new Error(`refusals.ts has no name for answers with ${status}; add one`);
  return isOnlyOne ? name : `${name}Of${operationId[0]!.toUpperCase()}${operationId.slice(1)}`;
}

/** The codes of each refusal of an operation, by status, in the order of statuses. */
function codesByStatus(flat: FlatOperation, problems: Problems): [status: string, codes: string[]][] {
  const byStatus = Map.groupBy(problemCodesOf(flat, problems), (code) => String(problems[code]?.status));
  return [...byStatus].sort(([a], [b]) => (a < b ? -1 : 1));
}

const ACCEPT_PATCH = { 'Accept-Patch': { $ref: '#/components/headers/AcceptPatch' } };

/** A patch of another type is told which types there are (RFC 5789). */
function tellsPatchTypes(status: string, { method }: FlatOperation): boolean {
  return status === '415' && method === 'patch';
}

function responseFor(flat: FlatOperation, statusText: string, codes: string[], problems: Problems): Response {
  const status = Number(statusText);
  // A conflict that passes says when to come back.
  const passes = status === 409 && codes.some((code) => problems[code]?.retryable);
  return {
    description: codes.map((code) => `\`${code}\`: ${problems[code]?.description}`).join('\n\n'),
    headers: {
      'X-Request-Id': { $ref: '#/components/headers/RequestId' },
      ...OWN_HEADERS[status],
      ...(passes ? RETRY_AFTER : {}),
      ...(tellsPatchTypes(statusText, flat) ? ACCEPT_PATCH : {}),
    },
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(
          codes.map((code) => [code, { $ref: `#/components/examples/problem.${code}` }]),
        ),
      },
    },
  };
}

/** Writes the complete list of codes and the responses that follow into every operation; shares equal responses. */
export function completeRefusals(document: Contract, problems: Problems): void {
  const { responses, examples } = document.components;
  for (const [code, entry] of Object.entries(problems)) {
    examples[`problem.${code}`] = {
      summary: entry.title,
      value: problemExample(code, entry, document.info['x-hikube-problem-types']),
    };
  }
  const all = flatOperations(document).map((flat) => ({ flat, groups: codesByStatus(flat, problems) }));
  const keyOf = (flat: FlatOperation, status: string, codes: string[]) =>
    `${status} ${codes.join()}${tellsPatchTypes(status, flat) ? ' patch' : ''}`;
  const variants = Map.groupBy(
    new Set(all.flatMap(({ flat, groups }) => groups.map(([status, codes]) => keyOf(flat, status, codes)))),
    (text) => text.slice(0, 3),
  );
  const names = new Map<string, string>();
  for (const { flat, groups } of all) {
    const { operation } = flat;
    for (const [status, codes] of groups) {
      const key = keyOf(flat, status, codes);
      const name =
        names.get(key) ?? responseName(status, operation.operationId, variants.get(status)?.length === 1);
      names.set(key, name);
      responses[name] ??= responseFor(flat, status, codes, problems);
      operation.responses[status] = { $ref: `#/components/responses/${name}` };
    }
    operation['x-hikube-problems'] = groups.flatMap(([, codes]) => codes);
  }
}
