// Tokens: whether one is valid now and whose it is, what is stored of it, and how its text is spelled.
import { digestOf } from '../crypto.ts';
import { tokenEntryKey, tokenKey } from '../model/keys.ts';
import { KEPT_AFTERWARDS_MS } from '../model/operation.ts';
import type { Random } from '../random.ts';
import type { Expectation, Store, Write } from '../store/store.ts';

/** What became of a token. `expiresAt` is in milliseconds since the epoch, `revision` that of its record. */
export type Verification =
  | {
      readonly valid: true;
      readonly caller: Caller;
      readonly expiresAt: number | null;
      readonly revision: number;
    }
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
  const document = await store.get<TokenRecord>(tokenKey(digest));
  const record = document?.body;
  if (record === undefined || !sameDigest(record.digest, digest)) return { valid: false, reason: 'unknown' };
  if (record.revokedAt !== null) return { valid: false, reason: 'revoked' };
  // A time that cannot be read counts as past: a damaged record must not open a door.
  if (record.expiresAt !== null && !(Date.parse(record.expiresAt) > now))
    return { valid: false, reason: 'expired' };
  const scopes = includedScopes(record.scopes);
  const expiresAt = record.expiresAt === null ? null : Date.parse(record.expiresAt);
  const caller = { tenant: record.tenant, token: record.id, scopes };
  return { valid: true, caller, expiresAt, revision: document!.revision };
}

// Who calls: what a valid token says, and all that handlers learn of it.

/** What a token may do. */
export type Scope = 'read' | 'write' | 'admin';

/** The scopes, from the least to the greatest. */
export const SCOPES: readonly Scope[] = ['read', 'write', 'admin'];

/** The holder of a valid token. */
export interface Caller {
  readonly tenant: string;
  /** Id of the token, which is no secret. */
  readonly token: string;
  /** All that it may do, lower scopes included, from the least to the greatest. */
  readonly scopes: readonly Scope[];
}

/** The scope and those that it includes: who may write may read, who administers may do both. */
export function includedScopes(scopes: readonly Scope[]): readonly Scope[] {
  const greatest = Math.max(-1, ...scopes.map((scope) => SCOPES.indexOf(scope)));
  return SCOPES.slice(0, greatest + 1);
}

// What is stored of a token: everything but the token. Tokens are long and random, so a fast digest protects them.

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

// The text of a token: how a new one is spelled, and the digest that is kept in its place.

/** Marks our tokens, so that scanners find a leaked one. */
const PREFIX = 'hik_';

// RFC 6750's alphabet. Long enough for anybody's choice, short enough that hashing costs nothing.
const TOKEN = /^[A-Za-z0-9._~+/-]{1,512}={0,2}$/;
const SHORTEST = 8;

/** A new token with 240 bits of chance. */
export function newTokenText(random: Random): string {
  return `${PREFIX}${random.hex(60)}`;
}

/** Whether a text can be a token: 8 to 512 characters of RFC 6750's alphabet. */
export function isTokenText(text: string): boolean {
  return text.length >= SHORTEST && TOKEN.test(text);
}

// 32 hexadecimal digits are 128 bits; what a person makes up is shorter, or repeats a few letters.
const SHORTEST_STRONG = 32;
const FEWEST_DIFFERENT = 8;

/** Whether a token that somebody chose could be guessed. */
export function isWeakToken(text: string): boolean {
  return text.length < SHORTEST_STRONG || new Set(text).size < FEWEST_DIFFERENT;
}

/** Compares two digests in a time that does not tell where they differ. */
export function sameDigest(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let index = 0; index < one.length; index += 1) {
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index % Math.max(1, other.length));
  }
  return difference === 0;
}
