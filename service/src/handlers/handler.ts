// What a handler is: a parsed, authorised command in, an answer out. It never sees a Request or a Response.
import type {
  OperationBody,
  OperationId,
  OperationParams,
  OperationResponses,
  operations,
  PreviewId,
} from '@hikube/openapi/operations';
import type { Accepted, Foreseen, Writing, WritingTools } from '../plan/ground.ts';
import type { RecordWatch } from './waiting/record-watch.ts';
import type { Writers } from './written.ts';

export type { Accepted, Foreseen };

/** What the caller sent: parameters and body, both of the shape of the contract. */
export interface Input<Id extends OperationId> {
  readonly params: OperationParams<Id>;
  readonly body: OperationBody<Id>;
}

/** What all handlers share. */
export interface Tools extends WritingTools {
  readonly recordWatch: RecordWatch;
  readonly writers: Writers;
  /** Tokens of a tenant, and kubeconfigs of a cluster, that are kept. */
  readonly mostTokens: number;
}

/** Who asks, how, and with what tools. */
export interface Context extends Writing, Tools {
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
  /** The body as JSON, where it has been written already; bytes are its UTF-8. */
  readonly text?: string | Uint8Array<ArrayBuffer>;
  readonly etag?: string;
  /** It was given before, to the same request. */
  readonly replayed?: boolean;
  /** It is kept under the idempotency key already, by the commit of the work itself. */
  readonly isKept?: boolean;
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

// Streams of messages, as handlers make them: HTTP turns them into server-sent events.

/** Milliseconds between signs of life: below the half minute after which proxies give up on a silent answer. */
export const HEARTBEAT_MS = 15_000;

/** A message of a stream, or a sign of life. */
export type StreamMessage =
  | {
      readonly kind: 'message';
      /** What happened, as a word for programs. */
      readonly event: string;
      /** By which a client goes on after a lost connection; absent where the next stream begins anew anyway. */
      readonly id?: string;
      readonly data: object;
    }
  | { readonly kind: 'heartbeat' };

/** An answer that goes on. */
export interface Streamed {
  readonly kind: 'streamed';
  /** Begins the stream. It ends by itself, or soon after the signal is aborted. */
  open(departure: AbortSignal): AsyncIterable<StreamMessage>;
}
