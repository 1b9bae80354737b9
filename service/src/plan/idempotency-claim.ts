// What a write says when it must not be done twice.
import type { DocumentKey } from '../store/store.ts';

/** A key that a request claims, and what it claims it for. */
export interface IdempotencyClaim {
  readonly key: DocumentKey;
  /** Digest of method, path, query and body. */
  readonly fingerprint: string;
}
