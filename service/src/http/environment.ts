// What the rules of the request chain hand to one another, and what all of them share.
import type { OperationFacts, OperationId } from '@hikube/openapi/operations';
import type { Clock } from '../clock.ts';
import type { Answer, Context, HandledId, Input } from '../handlers/handler.ts';
import type { Caller } from '../identity/token.ts';
import type { Log } from '../log.ts';
import type { IdempotencyClaim } from '../plan/idempotency.ts';
import type { Random } from '../random.ts';
import type { Store } from '../store/store.ts';
import type { Credential } from './credential.ts';
import type { AnswerHeaders } from './headers.ts';

/** An operation of the contract that the path and the method name. */
export interface MatchedOperation {
  readonly id: OperationId;
  /** Whose handler answers: its own, or that of the write which it previews. */
  readonly handler: HandledId;
  readonly facts: OperationFacts;
  /** Media types that a PATCH of the same path takes, as in `Accept-Patch` (RFC 5789); undefined where there is none. */
  readonly patchTypes: string | undefined;
  /** Path parameters, percent-decoded. */
  readonly path: Readonly<Record<string, string>>;
}

/** Variables of a request; each is set by the rule whose name it carries and read only by later ones. */
export interface Variables {
  requestId: string;
  /** Set together with the id; nobody changes it. */
  url: Readonly<URL>;
  /** Of the answer; set together with the id, and added to by every rule. */
  headers: AnswerHeaders;
  operation: MatchedOperation;
  caller: Caller;
  /** The caller's token. */
  credential: Credential;
  params: Input<OperationId>['params'];
  /** Lets go of the place that a held request takes; absent when it is answered at once. */
  release: (() => void) | undefined;
  /** Aborted when the token of a held request is worth nothing any more; the reason is a Refusal. */
  authority: AbortSignal | undefined;
  body: unknown;
  claim: IdempotencyClaim | undefined;
  context: Context;
  answer: Answer;
}

/** What is known of the connection that a request came on. */
export interface Connection {
  /** Where it comes from. */
  readonly address?: string;
}

/** The environment of the Hono application. */
export type Environment = { Variables: Variables; Bindings: Connection };

/** What rules need of the world. */
export interface HttpTools {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}
