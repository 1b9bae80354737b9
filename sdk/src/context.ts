// What every resource file gets: how a call is sent and how its answer is read.
import { checkObject } from './answer-shape.ts';
import { type ApiCall, answering, type WithResponse } from './answering.ts';
import { UnexpectedAnswerError } from './errors.ts';
import type { Reply } from './transport/chain.ts';
import type { Clock } from './transport/clock.ts';
import type { CallOptions, Dispatch } from './transport/dispatch.ts';
import { requestIdOf } from './transport/hooks.ts';
import type { Exchange } from './transport/write.ts';

export type { CallOptions };

export interface Context {
  readonly dispatch: Dispatch;
  readonly clock: Clock;
  /** Longest time in milliseconds for which the server may hold an answer, so that the attempt lives to see it. */
  readonly holdMs: number;
  /** Value of the Hikube-Manager header of every write. */
  readonly manager: 'cluster' | 'separate' | 'manifest' | 'other' | undefined;
}

/** Options of every call that is no mere read. */
export interface KeyedOptions extends CallOptions {
  /** A key of your own under which the call is carried out once; without it, one is made for each call. */
  readonly idempotencyKey?: string | undefined;
}

/** Options of every write. */
export interface WriteOptions extends KeyedOptions {
  /** Only if the object is still at this ETag (see `etag`). */
  readonly ifMatch?: string;
  /** Who keeps the object; overrides the client's own setting. */
  readonly manager?: 'cluster' | 'separate' | 'manifest' | 'other';
  /**
   * For tools that keep a state: a UUID of your own for what keeps this object there. A create with it stays open, so that
   * an equal create can take the object over, until `holds.create`; a delete with it is refused with `held_elsewhere`
   * where another holder has the object. Without it, nothing is ever taken over, and a delete is not checked.
   */
  readonly holder?: string;
}

/** Options of a change of a cluster or a node group. */
export interface UpdateOptions extends WriteOptions {
  /**
   * When nodes are replaced that the change rolls; default `now`. With `window` the settings are stored at once and the
   * operation waits for the maintenance window (`waitsFor` of `accepted` says so), which may take a week: await `accepted`
   * and not the operation. Refused with `invalid_parameter` where no window opens.
   */
  readonly applyIn?: 'now' | 'window';
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

/** The query of a change; nothing that the caller left out. */
export const updateQuery = ({ applyIn }: Pick<UpdateOptions, 'applyIn'>) =>
  applyIn === undefined ? {} : { applyIn };

/** Sends a call and reads its JSON. */
export function exchange<T>(
  { dispatch }: Context,
  what: Exchange,
  options: CallOptions,
  check: (data: T) => T = checkObject,
): ApiCall<T> {
  return answering(dispatch(what, options, (reply) => answerOf(reply, check(jsonOf<T>(reply)))));
}

/** An answer with what it came in. */
export const answerOf = <T>({ response }: Reply, data: T): WithResponse<T> => ({
  data,
  response,
  requestId: requestIdOf(response),
});

function jsonOf<T>({ text }: Reply): T {
  if (text === '') return undefined as T;
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new UnexpectedAnswerError('What was answered is called JSON and cannot be read as JSON.', {
      cause,
    });
  }
}

/** Headers of a write. Absent options leave their header out. */
export function writeHeaders(context: Context, options: CreateOptions): Record<string, string | undefined> {
  return {
    'If-Match': options.ifMatch,
    'If-None-Match': options.ifNoneMatch,
    'Idempotency-Key': options.idempotencyKey,
    'Hikube-Manager': options.manager ?? context.manager,
    'Hikube-Holder': options.holder,
    'Hikube-Take-Over': options.takeOver,
  };
}
