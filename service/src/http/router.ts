// Which operation a path and a method name: an exact match against the table of the contract, and nothing else.
// A trailing slash, an empty segment or an encoded slash never reaches the parent of what was meant: a client that
// puts ".." where a name belongs must not delete the collection's owner. Frameworks are more lenient here, which is
// why this is our own.
import { type OperationFacts, type OperationId, operationIds, operations } from '@hikube/openapi/operations';
import { createMiddleware } from 'hono/factory';
import type { HandledId } from '../handlers/handler.ts';
import { invalidParameter, Refusal } from '../refusal.ts';
import type { Environment, MatchedOperation } from './environment.ts';
import { respondWith } from './headers.ts';

/** Where the contract's paths begin. */
export const BASE_PATH = '/v1';

type Segment = { readonly literal: string } | { readonly parameter: string };

interface Path {
  readonly segments: readonly Segment[];
  readonly byMethod: ReadonlyMap<string, OperationId>;
}

/** Finds operations. */
export interface Router {
  /**
   * The operation for a request. HEAD is answered like GET.
   * @throws Refusal `not_found`, `method_not_allowed`, or `invalid_parameter` for a broken percent escape
   */
  match(method: string, path: string): MatchedOperation;
  /** The methods of a path, in the order of `Allow`; undefined when the path is not part of the API. */
  methods(path: string): readonly string[] | undefined;
  /** Media types that a PATCH of a path takes, as in `Accept-Patch`; undefined when it has none. */
  patchTypes(path: string): string | undefined;
}

/** Builds the router for the operations of the contract. */
export function createRouter(): Router {
  // Only those of the same length are compared part by part.
  const byLength: Path[][] = [];
  for (const path of contractPaths()) {
    byLength[path.segments.length] ??= [];
    byLength[path.segments.length]?.push(path);
  }
  const find = (path: string): Path | undefined => {
    const parts = split(path);
    return parts && byLength[parts.length]?.find(({ segments }) => fits(segments, parts));
  };
  return {
    patchTypes(path) {
      const found = find(path);
      return found && patchTypesOf(found);
    },
    methods(path) {
      const found = find(path);
      return found && allowedMethods(found);
    },
    match(method, path) {
      const found = find(path);
      if (found === undefined) {
        throw new Refusal('not_found', 'The API has no such path: compare it with the reference.');
      }
      const id = found.byMethod.get(method === 'HEAD' ? 'GET' : method);
      if (id === undefined) {
        const allow = allowedMethods(found);
        throw new Refusal('method_not_allowed', `The path takes ${allow.join(', ')}.`, { allow });
      }
      const facts: OperationFacts = operations[id];
      const handler = (facts.previews ?? id) as HandledId;
      const parameters = parametersOf(found.segments, split(path) ?? []);
      return { id, handler, facts, patchTypes: patchTypesOf(found), path: parameters };
    },
  };
}

function patchTypesOf({ byMethod }: Path): string | undefined {
  const id = byMethod.get('PATCH');
  const facts: OperationFacts | undefined = id && operations[id];
  return facts?.bodyTypes?.join(', ');
}

function contractPaths(): Path[] {
  const byPath = new Map<string, Map<string, OperationId>>();
  for (const id of operationIds) {
    const { path, method }: OperationFacts = operations[id];
    const methods = byPath.get(path) ?? new Map<string, OperationId>();
    byPath.set(path, methods.set(method, id));
  }
  return [...byPath].map(([path, byMethod]) => ({ segments: parse(path), byMethod }));
}

function parse(path: string): Segment[] {
  return path
    .slice(1)
    .split('/')
    .map((text) => {
      const [, parameter] = /^\{(\w+)\}$/.exec(text) ?? [];
      return parameter === undefined ? { literal: text } : { parameter };
    });
}

/** The segments behind the base path, still escaped; undefined outside of it. */
function split(path: string): string[] | undefined {
  return path.startsWith(`${BASE_PATH}/`) ? path.slice(BASE_PATH.length + 1).split('/') : undefined;
}

function fits(segments: readonly Segment[], parts: readonly string[]): boolean {
  return segments.every((segment, index) => fitsPart(segment, parts[index]!));
}

function fitsPart(segment: Segment, part: string): boolean {
  return 'literal' in segment ? segment.literal === part : part !== '';
}

function parametersOf(segments: readonly Segment[], parts: readonly string[]): Record<string, string> {
  const values: Record<string, string> = {};
  segments.forEach((segment, index) => {
    if ('parameter' in segment) values[segment.parameter] = decode(segment.parameter, parts[index]!);
  });
  return values;
}

function decode(parameter: string, text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidParameter(
      parameter,
      'encoding',
      `The path parameter ${parameter} has a broken percent escape.`,
    );
  }
}

const ORDER = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

function allowedMethods({ byMethod }: Path): readonly string[] {
  return ORDER.filter((method) => byMethod.has(method === 'HEAD' ? 'GET' : method) || method === 'OPTIONS');
}

/** Sets `operation`, or refuses what the contract does not have. OPTIONS is answered here: it needs nothing else. */
export function route(router: Router) {
  return createMiddleware<Environment>(async (c, next) => {
    const path = c.get('url').pathname;
    const methods = c.req.method === 'OPTIONS' ? router.methods(path) : undefined;
    if (methods !== undefined) {
      const patchTypes = router.patchTypes(path);
      const accepted = patchTypes === undefined ? {} : { 'Accept-Patch': patchTypes };
      return respondWith(c, null, 204, { Allow: methods.join(', '), ...accepted });
    }
    if (c.req.method === 'OPTIONS') {
      throw new Refusal('not_found', 'The API has no such path: compare it with the reference.');
    }
    c.set('operation', router.match(c.req.method, path));
    return next();
  });
}

/** Refuses with `unavailable` once the service stops: what is under way ends, everything else goes to another replica. */
export function refuseWhenStopping(stopping: AbortSignal) {
  return createMiddleware<Environment>(async (_c, next) => {
    if (stopping.aborted)
      throw new Refusal('unavailable', 'The service is stopping: send the request again.');
    await next();
  });
}
