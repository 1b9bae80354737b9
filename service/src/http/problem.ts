// RFC 9457: the one shape in which anything is refused. Whatever is thrown becomes a documented problem: the caller learns
// what to do, the log learns what happened.
import { type ProblemCode, problems } from '@hikube/openapi/problems';
import type { FieldError, Problem } from '@hikube/openapi/types';
import type { ErrorHandler } from 'hono';
import type { Log } from '../log.ts';
import type { Refusal, RefusalFacts } from '../refusal.ts';
import type { Environment, MatchedOperation } from './environment.ts';
import { logFailure } from './failures/tell.ts';
import { toRefusal } from './failures/to-refusal.ts';
import { setHeader } from './headers.ts';

/** Where the documentation is for everybody. */
export const DOCUMENTATION = 'https://docs.hikube.cloud/';
const PROBLEM_PAGES = `${DOCUMENTATION}problems/`;

// Bounds of the contract. A message repeats what the caller sent, so its length is the caller's choice until here.
const MAX_ERRORS = 100;
const MAX_ALLOWED = 100;
const MAX_DETAIL = 2048;
const MAX_FIELD_DETAIL = 1024;
const MAX_POINTER = 512;
const MAX_ALLOWED_TEXT = 256;
const MAX_INSTANCE = 512;
const MAX_TYPE = 300;

/** What a problem says about the request that it answers. */
export interface RequestFacts {
  readonly requestId: string;
  /** Path of the request, as it was sent. */
  readonly path: string;
  /** Where the pages of problems are, with a slash at its end. Default: the public ones. */
  readonly problemPages?: string;
}

/** The problem document for a refusal. */
export function problemOf(refusal: Refusal, request: RequestFacts): Problem {
  const { status, title, retryable } = problems[refusal.code];
  const { current, existing } = refusal.facts;
  return {
    type: problemType(refusal.code, request.problemPages),
    title,
    status,
    code: refusal.code,
    detail: shorten(refusal.message, MAX_DETAIL),
    instance: shorten(request.path, MAX_INSTANCE),
    requestId: request.requestId,
    retryable,
    errors: (refusal.facts.errors ?? []).slice(0, MAX_ERRORS).map(boundedError),
    ...(current === undefined ? {} : { current: current as Record<string, unknown> }),
    ...(existing === undefined ? {} : { existing }),
  };
}

/** The page of the portal that explains a code. */
function problemType(code: ProblemCode, pages = PROBLEM_PAGES): string {
  const type = `${pages}${code}`;
  // Whoever asks chooses the name of the host that stands in it.
  return type.length <= MAX_TYPE ? type : `${PROBLEM_PAGES}${code}`;
}

/** The answer that carries the problem, with the headers that belong to its code. */
export function problemResponse(refusal: Refusal, request: RequestFacts, headers: Headers): Response {
  const problem = problemOf(refusal, request);
  headers.set('Content-Type', 'application/problem+json');
  for (const [name, value] of headersOf(refusal.code, refusal.facts)) headers.set(name, value);
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}

const RETRY_LATER: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'rate_limited',
  'too_many_held_requests',
  'unavailable',
  'not_ready',
]);

function headersOf(code: ProblemCode, facts: RefusalFacts): [name: string, value: string][] {
  if (facts.allow !== undefined) return [['Allow', facts.allow.join(', ')]];
  if (code === 'unauthenticated') return [['WWW-Authenticate', 'Bearer realm="hikube"']];
  if (RETRY_LATER.has(code)) {
    return [['Retry-After', String(facts.retryAfterSeconds ?? 1)]];
  }
  return [];
}

function boundedError(error: FieldError): FieldError {
  return {
    pointer: shorten(error.pointer, MAX_POINTER),
    code: error.code,
    detail: shorten(error.detail, MAX_FIELD_DETAIL),
    ...(error.allowed === undefined
      ? {}
      : { allowed: error.allowed.slice(0, MAX_ALLOWED).map((text) => shorten(text, MAX_ALLOWED_TEXT)) }),
  };
}

/** Cut at a whole character, so that half a surrogate pair never leaves the service. */
function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/**
 * The last rule of the chain: turns errors into problems.
 * @param problemPages where their pages are now; a path is one of the address that was asked
 */
export function errorToProblem(log: Log, problemPages: () => string): ErrorHandler<Environment> {
  return (error, c) => {
    const refusal = toRefusal(error);
    const requestId = c.get('requestId');
    logFailure(log, 'request_failed', requestId, error);
    const { patchTypes } = (c.get('operation') as MatchedOperation | undefined) ?? {};
    if (refusal.code === 'unsupported_media_type' && c.req.method === 'PATCH' && patchTypes !== undefined)
      setHeader(c, 'Accept-Patch', patchTypes);
    const headers = new Headers(c.get('headers'));
    const { pathname: path, origin } = c.get('url');
    const pages = new URL(problemPages(), origin).href;
    return problemResponse(refusal, { requestId, path, problemPages: pages }, headers);
  };
}
