// The kinds of call that the API consists of: a list, a call, a write and its preview, each by its path. What a path takes
// and what it answers comes from the contract, so that a call that does not fit its path does not compile.
import type { Impact, Operation } from '@hikube/openapi/client-types';
import type { paths } from '@hikube/openapi/types';
import {
  type CallOptions,
  type Context,
  type CreateOptions,
  type PreviewOptions,
  pending,
  signalOf,
  unwrap,
  writeHeaders,
} from './context.ts';
import type { OperationDriver, PendingOperation } from './operation.ts';
import { type ListOptions, type Page, type Paginated, paginate } from './pagination.ts';

type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What the contract says of a path under a verb. */
type Described<P extends keyof paths, V extends Verb> = paths[P][Lowercase<V>];

/** The paths that answer to a verb. */
type PathOf<V extends Verb> = {
  [P in keyof paths]: Described<P, V> extends { responses: unknown } ? P : never;
}[keyof paths];

/** The paths of writes: each has a twin that only says what it would do. */
type WritePath<V extends Verb> = {
  [P in PathOf<V>]: `/previews${P}` extends PathOf<V> ? P : never;
}[PathOf<V>];

/** The JSON of a success. */
type Answer<P extends keyof paths, V extends Verb> =
  Described<P, V> extends { responses: infer R }
    ? R[keyof R & (200 | 201 | 202)] extends { content: { 'application/json': infer Json } }
      ? Json
      : never
    : never;

type Part<Name extends string, T> = [NonNullable<T>] extends [never]
  ? unknown
  : undefined extends T
    ? { readonly [N in Name]?: T }
    : { readonly [N in Name]: T };

/** What a path takes besides headers: what stands in its braces, what stands behind it, and the JSON of its body. */
type Input<P extends keyof paths, V extends Verb> =
  Described<P, V> extends { parameters: infer Parameters; requestBody?: infer Body }
    ? Part<'path', Parameters['path' & keyof Parameters]> &
        Part<'query', Parameters['query' & keyof Parameters]> &
        Part<'body', Body extends { content: infer C } ? C[keyof C & `application/${string}json`] : Body>
    : never;

/** The client, once address and input have been checked against each other; its full type costs the compiler seconds. */
type Send = (address: string, init: object) => Promise<{ data?: never; response: Response }>;

/** One call, with headers of its own if it needs any. */
export function call<V extends Verb, P extends PathOf<V>>(
  { api }: Context,
  verb: V,
  address: P,
  input: Input<P, V>,
  options: CallOptions,
  headers: Record<string, string> = {},
): Promise<Answer<P, V>> {
  const { path, query, body } = input as { path?: object; query?: object; body?: object };
  const send = api[verb] as unknown as Send;
  return unwrap<Answer<P, V>>(
    send(address, { params: { path, query }, body, headers, ...signalOf(options) }),
  );
}

/** Everything behind a path, page by page. */
export function list<P extends PathOf<'GET'>>(
  context: Context,
  address: P,
  input: Input<P, 'GET'>,
  options: ListOptions,
): Answer<P, 'GET'> extends { items: (infer Item)[] } ? Paginated<Item> : never {
  const { query } = input as { query?: object };
  const load = (page: object) =>
    call(context, 'GET', address, { ...input, query: { ...page, ...query } }, options) as Promise<
      Page<unknown>
    >;
  return paginate(options, load) as never;
}

/** A write, whose result `result` loads once its operation has ended. */
export function write<V extends Verb, P extends WritePath<V>, Result>(
  context: Context,
  verb: V,
  address: P,
  input: Input<P, V>,
  options: CreateOptions,
  result: OperationDriver<Result>['result'],
): PendingOperation<Result> {
  const answer = call(context, verb, address, input, options, headersOf(context, verb, options));
  return pending(context, answer as Promise<unknown> as Promise<Operation>, result, options);
}

/** What a write would do, asked at its twin. */
export function preview<V extends Verb, P extends WritePath<V>>(
  context: Context,
  verb: V,
  address: P,
  input: Input<P, V>,
  options: PreviewOptions,
): Promise<Impact> {
  const twin = `/previews${address}` as PathOf<V>;
  const answer = call(context, verb, twin, input as never, options, headersOf(context, verb, options));
  return answer as Promise<unknown> as Promise<Impact>;
}

function headersOf(context: Context, verb: Verb, options: CreateOptions): Record<string, string> {
  const type: Record<string, string> =
    verb === 'PATCH' ? { 'Content-Type': 'application/merge-patch+json' } : {};
  return { ...type, ...writeHeaders(context, options) };
}

/** The result of a write after which nothing is left to load. */
export const nothing = async (): Promise<void> => {};

/** Sent as it is: without a key of the caller's own, the transport makes one. */
export const keyHeader = (key: string | undefined): Record<string, string> =>
  key === undefined ? {} : { 'Idempotency-Key': key };
