// What a write may use, and how it is answered. The Context of handlers is one, so plans know no handler.
import type { Impact, Manager, Operation } from '@hikube/openapi/types';
import type { Clock } from '../clock.ts';
import type { Caller } from '../identity/token.ts';
import type { Precondition } from '../model/etag.ts';
import type { IdSource } from '../model/ids.ts';
import type { Platform } from '../platform/platform.ts';
import type { Random } from '../random.ts';
import type { Envelope } from '../secrets/envelope.ts';
import type { Store } from '../store/store.ts';
import type { IdempotencyClaim } from './idempotency-claim.ts';
import type { QuotaLimits } from './limits.ts';
import type { Turns } from './turns.ts';

/** What every write uses. */
export interface WritingTools {
  readonly store: Store;
  readonly platform: Platform;
  readonly clock: Clock;
  readonly random: Random;
  readonly turns: Turns;
  readonly ids: IdSource;
  /** Encrypts what must be kept secret and kept. */
  readonly envelope: Envelope;
  /** Limits of a tenant that has none of its own. */
  readonly defaultQuota: QuotaLimits;
}

/** Who writes, how, and with what tools. */
export interface Writing extends WritingTools {
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
