// The kinds of call that the API consists of: a list, a call, a write and its preview, each by its path. What a path takes
// and what it answers comes from the contract, so that a call that does not fit its path does not compile.
import type { Impact, Operation, paths } from '@hikube/openapi/client-types';
import { checkOperation, checkPage } from './answer-shape.ts';
import type { ApiCall } from './answering.ts';
import {
  type CallOptions,
  type Context,
  type CreateOptions,
  exchange,
  type KeyedOptions,
  type PreviewOptions,
  writeHeaders,
} from './context.ts';
import type { PendingOperation } from './operation.ts';
import { type ListOptions, type Page, type Paginated, paginate } from './pagination.ts';
import { pending } from './pending.ts';
import type { ResultName, Results } from './results.ts';

export type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What the contract says of a path under a verb. */
type Described<P extends keyof paths, V extends Verb> = paths[P][Lowercase<V>];

/** The paths that answer to a verb. */
export type PathOf<V extends Verb> = {
  [P in keyof paths]: Described<P, V> extends { responses: unknown } ? P : never;
}[keyof paths];

/** The paths of writes: each has a twin that only says what it would do. */
type WritePath<V extends Verb> = {
  [P in PathOf<V>]: `/previews${P}` extends PathOf<V> ? P : never;
}[PathOf<V>];

/** The JSON of a success. */
export type Answer<P extends keyof paths, V extends Verb> =
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
export type Input<P extends keyof paths, V extends Verb> =
  Described<P, V> extends { parameters: infer Parameters; requestBody?: infer Body }
    ? Part<'path', Parameters['path' & keyof Parameters]> &
        Part<'query', Parameters['query' & keyof Parameters]> &
        Part<'body', Body extends { content: infer C } ? C[keyof C & `application/${string}json`] : Body>
    : never;

/** The options of a call by the headers that it takes. */
interface HeaderOptions {
  readonly 'Idempotency-Key': 'idempotencyKey';
  readonly 'If-Match': 'ifMatch';
  readonly 'If-None-Match': 'ifNoneMatch';
  readonly 'Hikube-Manager': 'manager';
  readonly 'Hikube-Holder': 'holder';
  readonly 'Hikube-Take-Over': 'takeOver';
}

type HeadersOf<P extends keyof paths, V extends Verb> =
  Described<P, V> extends { parameters: { header?: infer Headers } } ? keyof NonNullable<Headers> : never;

/** What may be said of a call: what may be said of any, and what its headers are for. */
export type OptionsOf<P extends keyof paths, V extends Verb> = CallOptions &
  (V extends 'GET' ? unknown : Pick<CreateOptions, HeaderOptions[HeadersOf<P, V> & keyof HeaderOptions]>);

/** One call, with headers of its own if it needs any. */
export function call<V extends Verb, P extends PathOf<V>>(
  context: Context,
  verb: V,
  address: P,
  input: Input<P, V>,
  options: KeyedOptions,
  headers: Record<string, string | undefined> = { 'Idempotency-Key': options.idempotencyKey },
  check?: (data: Answer<P, V>) => Answer<P, V>,
): ApiCall<Answer<P, V>> {
  return exchange(context, { method: verb, address, headers, ...(input as object) }, options, check);
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
    exchange<Page<unknown>>(
      context,
      { method: 'GET', address, ...(input as object), query: { ...page, ...query } },
      options,
      checkPage,
    );
  return paginate(options, load) as never;
}

/** A write. @param leadsTo what awaiting it gives */
export function write<V extends Verb, P extends WritePath<V>, Name extends ResultName>(
  context: Context,
  verb: V,
  address: P,
  input: Input<P, V>,
  options: CreateOptions,
  leadsTo: Name,
): PendingOperation<Results[Name]> {
  const what = {
    method: verb,
    address,
    headers: writeHeadersOf(context, verb, options),
    ...(input as object),
  };
  return pending(context, exchange<Operation>(context, what, options, checkOperation), leadsTo, options);
}

/** What a write would do, asked at its twin. */
export function preview<V extends Verb, P extends WritePath<V>>(
  context: Context,
  verb: V,
  address: P,
  input: Input<P, V>,
  options: PreviewOptions,
): ApiCall<Impact> {
  const headers = writeHeadersOf(context, verb, options);
  return exchange(
    context,
    { method: verb, address: `/previews${address}`, headers, ...(input as object) },
    options,
  );
}

/** Headers of a write, and the form of its body where it is not plain JSON. */
export function writeHeadersOf(context: Context, verb: Verb, options: CreateOptions) {
  const type = verb === 'PATCH' ? 'application/merge-patch+json' : undefined;
  return { 'Content-Type': type, ...writeHeaders(context, options) };
}
