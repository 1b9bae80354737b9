// Whether a token is valid now, and whose it is.
import { digestOf } from '../digest.ts';
import type { Store } from '../store/store.ts';
import { type Caller, includedScopes } from './caller.ts';
import { type TokenRecord, tokenKey } from './token-record.ts';
import { isTokenText, sameDigest } from './token-text.ts';

/** What became of a token. `expiresAt` is in milliseconds since the epoch. */
export type Verification =
  | { readonly valid: true; readonly caller: Caller; readonly expiresAt: number | null }
  | { readonly valid: false; readonly reason: 'malformed' | 'unknown' | 'revoked' | 'expired' };

/**
 * Looks a token up.
 * @param text what stood behind `Bearer `
 * @param now milliseconds since the epoch
 */
export async function verifyToken(store: Store, text: string, now: number): Promise<Verification> {
  if (!isTokenText(text)) return { valid: false, reason: 'malformed' };
  return verifyDigest(store, await digestOf(text), now);
}

/** As {@link verifyToken}, for whoever has looked before and remembers the digest alone. */
export async function verifyDigest(store: Store, digest: string, now: number): Promise<Verification> {
  const record = (await store.get<TokenRecord>(tokenKey(digest)))?.body;
  if (record === undefined || !sameDigest(record.digest, digest)) return { valid: false, reason: 'unknown' };
  if (record.revokedAt !== null) return { valid: false, reason: 'revoked' };
  // A time that cannot be read counts as past: a damaged record must not open a door.
  if (record.expiresAt !== null && !(Date.parse(record.expiresAt) > now))
    return { valid: false, reason: 'expired' };
  const scopes = includedScopes(record.scopes);
  const expiresAt = record.expiresAt === null ? null : Date.parse(record.expiresAt);
  return { valid: true, caller: { tenant: record.tenant, token: record.id, scopes }, expiresAt };
}
