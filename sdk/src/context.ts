// What every resource file gets: the typed client and the two ways to read its answers.
import type { Operation } from '@hikube/openapi/client-types';
import type { paths } from '@hikube/openapi/types';
import type { Client } from 'openapi-fetch';
import { checkObject, checkOperation } from './answer-shape.ts';
import { errorFromResponse } from './error-from-response.ts';
import { type OperationDriver, PendingOperation } from './operation.ts';
import type { Clock } from './transport/clock.ts';

/**
 * The typed client: exported once, because building its type is dear. It has the closed types, because openapi-fetch
 * takes open enums apart; every public signature has the open ones.
 */
export type Api = Client<paths, 'application/json'>;

export interface Context {
  readonly api: Api;
  readonly clock: Clock;
  /** Longest time in milliseconds for which the server may hold an answer, so that the attempt lives to see it. */
  readonly holdMs: number;
  /** Value of the Hikube-Manager header of every write. */
  readonly manager: 'cluster' | 'separate' | 'manifest' | 'other' | undefined;
}

/** Options of every call. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/** Options of every write. */
export interface WriteOptions extends CallOptions {
  /** Only if the object is still at this ETag (see `etag`). */
  readonly ifMatch?: string;
  /** A key of your own; without it, one is made for each call. */
  readonly idempotencyKey?: string;
  /** Who keeps the object; overrides the client's own setting. */
  readonly manager?: 'cluster' | 'separate' | 'manifest' | 'other';
  /**
   * For tools that keep a state: a UUID of your own for what keeps this object there. A create with it stays open, so that
   * an equal create can take the object over, until `holds.create`; a delete with it is refused with `held_elsewhere`
   * where another holder has the object. Without it, nothing is ever taken over, and a delete is not checked.
   */
  readonly holder?: string;
}

/** Options of a write that creates. */
export interface CreateOptions extends WriteOptions {
  /** `*`: only if nothing of that name exists. */
  readonly ifNoneMatch?: '*';
  /** With `holder` and `ifNoneMatch`: uid of an open object of an equal create, to be taken over. */
  readonly takeOver?: string;
}

/** Options of the preview of a write: it changes nothing, so there is nothing to repeat. */
export type PreviewOptions = Omit<CreateOptions, 'idempotencyKey'>;

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a success; anything else becomes a typed error. */
export async function unwrap<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer;
  if (!response.ok) throw errorFromResponse(response, error);
  return checkObject(data);
}

/** Headers of a write. Absent options leave their header out. */
export function writeHeaders(context: Context, options: CreateOptions): Record<string, string> {
  const manager = options.manager ?? context.manager;
  return {
    ...(options.ifMatch === undefined ? {} : { 'If-Match': options.ifMatch }),
    ...(options.ifNoneMatch === undefined ? {} : { 'If-None-Match': options.ifNoneMatch }),
    ...(options.idempotencyKey === undefined ? {} : { 'Idempotency-Key': options.idempotencyKey }),
    ...(manager === undefined ? {} : { 'Hikube-Manager': manager }),
    ...(options.holder === undefined ? {} : { 'Hikube-Holder': options.holder }),
    ...(options.takeOver === undefined ? {} : { 'Hikube-Take-Over': options.takeOver }),
  };
}

/** The operation that a write started. */
export const asOperation = (answer: Promise<Operation>): Promise<Operation> => answer.then(checkOperation);

/** A write under way, whose result is loaded by `result`. */
export function pending<T>(
  context: Context,
  answer: Promise<Operation>,
  result: OperationDriver<T>['result'],
  options: CallOptions,
): PendingOperation<T> {
  return new PendingOperation(asOperation(answer), driver(context, result), options.signal);
}

/** How an operation of this client is read and cancelled. */
export function driver<T>(
  { api, clock, holdMs }: Context,
  result: OperationDriver<T>['result'],
): OperationDriver<T> {
  const path = (operation: string) => ({ operation });
  return {
    clock,
    result,
    read: (id, waitMs, signal) =>
      asOperation(
        unwrap<Operation>(
          api.GET('/operations/{operation}', {
            params: {
              path: path(id),
              query: { wait: `${Math.max(1, Math.round(Math.min(waitMs, holdMs)))}ms` },
            },
            signal,
          }),
        ),
      ),
    cancel: (id) =>
      asOperation(unwrap(api.POST('/operations/{operation}/cancel', { params: { path: path(id) } }))),
  };
}

/** The signal of a call, left out when there is none. */
export const signalOf = (options: CallOptions) =>
  options.signal === undefined ? {} : { signal: options.signal };
