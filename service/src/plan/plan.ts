// What a write comes to, before anything is written: the records, the operation, and what it means for users.
import type { Demand } from '@hikube/domain';
import type { Impact } from '@hikube/openapi/types';
import type { ClusterRecord, OperationRecord } from '../model/records.ts';
import type { Guard, Write } from '../store/store.ts';

/** A write that is decided and not yet committed. */
export interface Plan {
  /** Every record of the write, its operation included; empty when it only answers what goes on already. */
  readonly writes: readonly Write[];
  /** What the decision relied on and does not write. */
  readonly guards: readonly Guard[];
  /** The operation that the caller follows. */
  readonly operation: OperationRecord;
  /** Version of the object that was written. */
  readonly etag: string | undefined;
  /** The answer to a preview, from what exists in the tenant now. */
  readonly foresee: (used: Demand) => Impact;
}

/** Who writes and when: the same for every record of one write. */
export interface Stamp {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly tenant: string;
  /** Id of the token. */
  readonly token: string;
  /** Who keeps what is written; undefined when the caller does not say. */
  readonly manager: ClusterRecord['manager'] | undefined;
  /** Who keeps the object that the request names, if it is new; undefined for callers who keep no state. */
  readonly holder: string | undefined;
}
