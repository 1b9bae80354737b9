// What is stored of a token: everything but the token. Tokens are long and random, so a fast digest protects them.
import { kinds } from '../model/records.ts';
import type { DocumentKey } from '../store/store.ts';
import type { Scope } from './caller.ts';

/** A token, found by its digest. */
export interface TokenRecord {
  /** Names the token where it must be named: in `createdBy`, in the log. */
  readonly id: string;
  readonly tenant: string;
  readonly digest: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: string;
  /** RFC 3339; null for a token that does not expire. */
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

// Whoever presents a token has not said yet whose it is, so tokens lie in no tenant's drawer.
const NOBODY = '-';

/** Where the token with this digest lies. */
export function tokenKey(digest: string): DocumentKey {
  return { tenant: NOBODY, kind: kinds.token, id: digest };
}
