// What is stored of a token: everything but the token. Tokens are long and random, so a fast digest protects them.
import { kinds } from '../model/records.ts';
import { KEPT_AFTERWARDS_MS } from '../model/retention.ts';
import type { DocumentKey, Expectation, Write } from '../store/store.ts';
import type { Scope } from './caller.ts';

/** A token, found by its digest. */
export interface TokenRecord {
  /** Names the token where it must be named: in `createdBy`, in the log. */
  readonly id: string;
  readonly tenant: string;
  /** For people; may be empty. */
  readonly displayName: string;
  readonly digest: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: string;
  /** RFC 3339; null for a token that does not expire. */
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

/** Finds a token of a tenant by its id. */
export interface TokenEntry {
  readonly digest: string;
}

// Whoever presents a token has not said yet whose it is, so tokens lie in no tenant's drawer.
const NOBODY = '-';

/** Where the token with this digest lies. */
export function tokenKey(digest: string): DocumentKey {
  return { tenant: NOBODY, kind: kinds.token, id: digest };
}

/** Where the entry of a token lies in the list of its tenant. */
export function tokenEntryKey(tenant: string, id: string): DocumentKey {
  return { tenant, kind: kinds.tokenEntry, id };
}

/**
 * What keeps a token, together with its entry in the list of the tenant. One that is worth nothing any more can still be
 * listed for a while, so that one can see what became of it.
 */
export function tokenWrites(record: TokenRecord, expect: Expectation | 'any'): readonly Write[] {
  const end = record.revokedAt ?? record.expiresAt;
  const expiry = end === null ? {} : { expiresAt: Date.parse(end) + KEPT_AFTERWARDS_MS };
  const entry: TokenEntry = { digest: record.digest };
  return [
    { key: tokenKey(record.digest), body: record, expect, ...expiry },
    { key: tokenEntryKey(record.tenant, record.id), body: entry, expect: 'any', ...expiry },
  ];
}
