// operations.gen.ts: one row per operation for routing, authorisation and documentation, and the types of its handler.
import { deprecatedParts } from '../read/deprecated-parts.ts';
import { type FlatOperation, flatOperations, resolveResponse } from '../read/flat-operations.ts';
import {
  type Contract,
  type Deprecation,
  type MediaType,
  type Parameter,
  referenceName,
} from '../read/schema.ts';
import { docComment, HEADER, literal, propertyKey, quote } from '../read/text.ts';
import { listParameters, parameterKey, parameterType } from './parameters.ts';

function firstMedia(
  content: Record<string, MediaType> | undefined,
): { type: string; schema: string | null } | undefined {
  const [entry] = Object.entries(content ?? {});
  if (entry === undefined) return undefined;
  return {
    type: entry[0],
    schema: entry[1].schema?.$ref === undefined ? null : referenceName(entry[1].schema.$ref),
  };
}

function mediaTypes(content: Record<string, MediaType> | undefined): string[] | undefined {
  return content === undefined ? undefined : Object.keys(content);
}

function namesIn(parameters: Parameter[], place: Parameter['in']): string[] {
  return parameters.filter((parameter) => parameter.in === place).map(parameterKey);
}

function row({ path, method, operation, parameters }: FlatOperation, document: Contract): object {
  const body = firstMedia(operation.requestBody?.content);
  const responses = Object.entries(operation.responses).map(([status, response]) => [
    status,
    firstMedia(resolveResponse(document, response).content)?.schema ?? null,
  ]);
  return {
    method: method.toUpperCase(),
    path,
    tag: operation.tags?.[0],
    scope: operation['x-hikube-scope'],
    kind: operation['x-hikube-operation']?.kind,
    previews: operation['x-hikube-previews'],
    pathParams: namesIn(parameters, 'path'),
    queryParams: namesIn(parameters, 'query'),
    queryLists: queryLists(parameters),
    headerParams: namesIn(parameters, 'header'),
    bodySchema: body?.schema ?? undefined,
    bodyTypes: mediaTypes(operation.requestBody?.content),
    answerTypes: answerTypes(operation, document),
    responses: Object.fromEntries(responses),
    problems: operation['x-hikube-problems'] ?? [],
    deprecated: marked(operation['x-hikube-deprecated']),
    deprecatedParts: partsOf({ path, method, operation, parameters }, document),
  };
}

/** Undefined where there is none, as nearly everywhere. */
function queryLists(parameters: Parameter[]): string[] | undefined {
  const names = listParameters(parameters, 'query');
  return names.length === 0 ? undefined : names;
}

/** Moments, as headers say them. The last day is over when the next begins. */
function marked(marker: Deprecation | undefined): object | undefined {
  if (marker === undefined) return undefined;
  const { since, sunset } = marker;
  return { since: `${since}T00:00:00Z`, sunset: `${sunset}T23:59:59Z` };
}

function partsOf(flat: FlatOperation, document: Contract): object[] | undefined {
  const parts = deprecatedParts(flat, document).map(({ path, marker }) => ({ path, ...marked(marker) }));
  return parts.length === 0 ? undefined : parts;
}

/** Undefined where the answer is JSON, as nearly everywhere. */
function answerTypes(operation: FlatOperation['operation'], document: Contract): string[] | undefined {
  const types = Object.keys(resolveResponse(document, operation.responses['200'] ?? {}).content ?? {});
  return types.some((type) => type !== 'application/json') ? types : undefined;
}

function successTypes({ operation }: FlatOperation, document: Contract): string {
  const members = Object.entries(operation.responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([status, response]) => {
      const media = firstMedia(resolveResponse(document, response).content);
      return `${status}: ${media?.schema ? `api.${media.schema}` : media === undefined ? 'undefined' : 'string'}`;
    });
  return `{ ${members.join('; ')} }`;
}

function types(flat: FlatOperation, document: Contract): string {
  const body = firstMedia(flat.operation.requestBody?.content);
  const bodyType = body === undefined ? 'undefined' : body.schema === null ? 'string' : `api.${body.schema}`;
  const doc = docComment(flat.operation.summary ?? flat.operation.operationId, '  ');
  return `${doc}  ${propertyKey(flat.operation.operationId)}: {
    params: ${parameterType(flat.parameters, document)};
    body: ${bodyType};
    responses: ${successTypes(flat, document)};
  };
`;
}

const FACTS = `
/** What the service and its clients know of an operation. */
export interface OperationFacts {
  readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  /** Path below the version, with parameters in braces. */
  readonly path: string;
  readonly tag: string;
  /** What a token needs to be allowed. */
  readonly scope: 'read' | 'write' | 'admin';
  /** Kind of the operation that the write starts. */
  readonly kind?: string;
  /** The write whose effect it tells, without having one. */
  readonly previews?: string;
  readonly pathParams: readonly string[];
  readonly queryParams: readonly string[];
  /** Those among them that are lists, separated by commas; absent where there is none. */
  readonly queryLists?: readonly string[];
  /** In lower case. */
  readonly headerParams: readonly string[];
  /** Name of the schema of the body. */
  readonly bodySchema?: string;
  /** Media types of the body; the first one is the usual. */
  readonly bodyTypes?: readonly string[];
  /** Media types of the answer 200 where it is not only JSON; the first one is the default. */
  readonly answerTypes?: readonly string[];
  /** Name of the schema of each answer by status; null where the answer has no JSON. */
  readonly responses: Readonly<Record<string, string | null>>;
  readonly problems: readonly ProblemCode[];
  /** Set where the operation goes. */
  readonly deprecated?: Deprecated;
  /** Parts of a request that go: \`query\`, \`header\` or \`body\`, then a name or the steps to a field, \`*\` for any. */
  readonly deprecatedParts?: readonly (Deprecated & { readonly path: readonly string[] })[];
}

/** From when something should not be used any more, and until when it works. */
export interface Deprecated {
  readonly since: string;
  readonly sunset: string;
}
`;

const ACCESSORS = `
/** Id of an operation. */
export type OperationId = keyof OperationTypes;

/** Operations that tell what a write would do: the handler of the write answers them. */
export type PreviewId = {
  [Id in OperationId]: (typeof operations)[Id] extends { readonly previews: string } ? Id : never;
}[OperationId];

/** Validated parameters of an operation: \`{ path, query, header }\`. */
export type OperationParams<Id extends OperationId> = OperationTypes[Id]['params'];

/** Validated body of an operation; undefined where it has none. */
export type OperationBody<Id extends OperationId> = OperationTypes[Id]['body'];

/** Bodies of the successful answers of an operation, by status. */
export type OperationResponses<Id extends OperationId> = OperationTypes[Id]['responses'];

/** The body of any successful answer of an operation. */
export type OperationResponse<Id extends OperationId> = OperationResponses<Id>[keyof OperationResponses<Id>];

/** One handler per operation that is no preview: what is missing does not compile. */
export type OperationHandlers<Context, Answer> = {
  [Id in Exclude<OperationId, PreviewId>]: (input: { params: OperationParams<Id>; body: OperationBody<Id> }, context: Context) => Promise<Answer>;
};

/** Every operation id, in the order of the contract. */
export const operationIds: readonly OperationId[] = Object.keys(operations) as OperationId[];
`;

/** The table of operations with its types. */
export function emitOperations(document: Contract): string {
  const flat = flatOperations(document);
  const rows = Object.fromEntries(flat.map((item) => [item.operation.operationId, row(item, document)]));
  return `${HEADER}
import type { ProblemCode } from './problems.gen.ts';
import type * as api from './types.gen.ts';
${FACTS}
/** Version of the contract. */
export const contractVersion = ${quote(document.info.version)};

/** Every operation by id. */
export const operations = ${literal(rows)} as const satisfies Record<string, OperationFacts>;

/** Parameters, body and successful answers of every operation. */
export interface OperationTypes {
${flat.map((item) => types(item, document)).join('')}}
${ACCESSORS}`;
}
