// What a handler is: a parsed, authorised command in, an answer out. It never sees a Request or a Response.
import type {
  OperationBody,
  OperationId,
  OperationParams,
  OperationResponses,
  operations,
  PreviewId,
} from '@hikube/openapi/operations';
import type { Impact, Manager, Operation } from '@hikube/openapi/types';
import type { Clock } from '../clock.ts';
import type { Caller } from '../identity/caller.ts';
import type { Precondition } from '../model/etag.ts';
import type { IdSource } from '../model/ids.ts';
import type { IdempotencyClaim } from '../plan/idempotency-claim.ts';
import type { QuotaLimits } from '../plan/limits.ts';
import type { Turns } from '../plan/turns.ts';
import type { Platform } from '../platform/platform.ts';
import type { Random } from '../random.ts';
import type { Envelope } from '../secrets/envelope.ts';
import type { Store } from '../store/store.ts';
import type { Streamed } from './stream.ts';
import type { RecordWatch } from './waiting/record-watch.ts';

/** What the caller sent: parameters and body, both of the shape of the contract. */
export interface Input<Id extends OperationId> {
  readonly params: OperationParams<Id>;
  readonly body: OperationBody<Id>;
}

/** What all handlers share. */
export interface Tools {
  readonly store: Store;
  readonly platform: Platform;
  readonly clock: Clock;
  readonly random: Random;
  readonly recordWatch: RecordWatch;
  readonly turns: Turns;
  readonly ids: IdSource;
  /** Encrypts what must be kept secret and kept. */
  readonly envelope: Envelope;
  /** Limits of a tenant that has none of its own. */
  readonly defaultQuota: QuotaLimits;
  /** Tokens of a tenant, and kubeconfigs of a cluster, that are kept. */
  readonly mostTokens: number;
}

/** Who asks, how, and with what tools. */
export interface Context extends Tools {
  readonly caller: Caller;
  /** Answer what would happen, and change nothing. */
  readonly preview: boolean;
  /** Who keeps the object; absent when the caller does not say. */
  readonly manager: Manager | undefined;
  /** `If-Match`. */
  readonly precondition: Precondition | undefined;
  /** `If-None-Match: *`: only if nothing of that name exists. */
  readonly createOnly: boolean;
  /** `Hikube-Holder`: who keeps the object for a state; absent for callers who keep none. */
  readonly holder: string | undefined;
  /** `Hikube-Take-Over`: uid of the open object that this create may take over. */
  readonly takeOver: string | undefined;
  /** The idempotency key that the write claims. */
  readonly claim: IdempotencyClaim | undefined;
  /** The caller asks for a stream, and the operation has one. */
  readonly wantsStream: boolean;
  /**
   * A signal that is aborted when the caller goes away, the service stops, or the token is worth nothing any more, which
   * gives a Refusal as the reason; made only for who waits.
   */
  departure(): AbortSignal;
}

/** A representation. */
export interface Shown<Body> {
  readonly kind: 'shown';
  readonly body: Body;
  readonly etag?: string;
}

/** The desired state is committed; the operation tells when it has arrived. */
export interface Accepted {
  readonly kind: 'accepted';
  readonly operation: Operation;
  /** Of the object that was written. */
  readonly etag?: string;
  /** It was given before, to the same request. */
  readonly replayed?: boolean;
}

/** What a preview found out. */
export interface Foreseen {
  readonly kind: 'foreseen';
  readonly impact: Impact;
}

/** Something was made at once, and its secret is shown this once. */
export interface Issued<Body> {
  readonly kind: 'issued';
  readonly body: Body;
  /** Where it lies from now on, without its secret; below the version. */
  readonly path: string;
}

/**
 * What the contract lets an operation answer: writes accept, and foresee in a preview, secrets are issued, everything
 * else shows.
 */
export type Answer<Id extends OperationId = OperationId> = Id extends OperationId
  ? 202 extends keyof OperationResponses<Id>
    ? Accepted | Foreseen
    : 201 extends keyof OperationResponses<Id>
      ? Issued<OperationResponses<Id>[201 & keyof OperationResponses<Id>]>
      : Shown<OperationResponses<Id>[200 & keyof OperationResponses<Id>]> | StreamOf<Id>
  : never;

/** Operations whose answer can be a stream, too. */
type StreamOf<Id extends OperationId> = (typeof operations)[Id] extends {
  readonly answerTypes: readonly string[];
}
  ? 'text/event-stream' extends (typeof operations)[Id]['answerTypes'][number]
    ? Streamed
    : never
  : never;

/** Answers one operation of the contract. Refuses by throwing a `Refusal`. */
export type Handler<Id extends OperationId> = (input: Input<Id>, context: Context) => Promise<Answer<Id>>;

/** Operations with a handler of their own; that of a write answers its preview, too. */
export type HandledId = Exclude<OperationId, PreviewId>;

/** Handlers of a tag or of everything; a map of all operations lacks none or does not compile. */
export type Handlers<Ids extends OperationId = HandledId> = { readonly [Id in Ids]: Handler<Id> };
