// Idempotency keys: the answer to a write is stored in the commit of the write itself, so that there is never one
// without the other, whatever crashes in between.
import { Refusal } from '../refusal.ts';
import type { Document, DocumentKey, Put, Store } from '../store/store.ts';
import type { Accepted } from './ground.ts';

/** Hours that an answer is kept. */
const KEPT_HOURS = 24;

/** A key that a request claims, and what it claims it for. */
export interface IdempotencyClaim {
  readonly key: DocumentKey;
  /** Digest of method, path, query and body. */
  readonly fingerprint: string;
}

/** What a request made whose answer carried a secret. */
export interface MadeSecret {
  /** What it is called in a sentence. */
  readonly kind: string;
  /** By which it is revoked. */
  readonly id: string;
}

/** What was done at once, as it is then. */
export interface Recorded<Body extends object = object> {
  readonly kind: 'shown';
  readonly body: Body;
  readonly replayed?: boolean;
}

/** An answer that can be given again. */
export type Repeatable = Accepted | Recorded;

type IdempotencyRecord = { readonly fingerprint: string } & (
  | { readonly answer: Repeatable; readonly secret?: never }
  | { readonly secret: MadeSecret; readonly answer?: never }
);

/**
 * The answer that was given before.
 * @returns undefined when the key is new or its answer has expired
 * @throws Refusal `idempotency_key_reused` when it belongs to another request, `secret_not_repeatable` when the answer
 *   carried a secret
 */
export async function findAnswer(store: Store, claim: IdempotencyClaim): Promise<Repeatable | undefined> {
  const document: Document<IdempotencyRecord> | undefined = await store.get(claim.key);
  if (document === undefined) return undefined;
  if (document.body.fingerprint !== claim.fingerprint) {
    throw new Refusal(
      'idempotency_key_reused',
      'The Idempotency-Key was used for another request: send this one with a new key.',
    );
  }
  const { answer, secret } = document.body;
  if (secret !== undefined) throw notRepeatable(secret);
  return answer;
}

function notRepeatable({ kind, id }: MadeSecret): Refusal {
  return new Refusal(
    'secret_not_repeatable',
    `The first answer to this key carried a secret and is not kept: revoke the ${kind} ${id}, and ask again with a new key.`,
    {
      errors: [
        { pointer: 'Idempotency-Key', code: 'secret_not_repeatable', detail: `It made the ${kind} ${id}.` },
      ],
    },
  );
}

/** The record that belongs into the commit of a write that starts work. Of two requests with one key, only one can commit it. */
export function answerRecord(claim: IdempotencyClaim, answer: Repeatable, now: number): Put {
  const body: IdempotencyRecord = { fingerprint: claim.fingerprint, answer };
  return { key: claim.key, body, expect: 'absent', expiresAt: now + KEPT_HOURS * 3_600_000 };
}

/** As `answerRecord`, for an answer with a secret: only what it made is kept. */
export function secretRecord(claim: IdempotencyClaim, secret: MadeSecret, now: number): Put {
  const body: IdempotencyRecord = { fingerprint: claim.fingerprint, secret };
  return { key: claim.key, body, expect: 'absent', expiresAt: now + KEPT_HOURS * 3_600_000 };
}
