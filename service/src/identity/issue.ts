// Issues and revokes tokens.
import { toTimestamp } from '../clock.ts';
import { digestOf } from '../crypto.ts';
import { createIdSource } from '../model/ids.ts';
import { tokenKey } from '../model/keys.ts';
import type { Random } from '../random.ts';
import { changedByMany } from '../refusal.ts';
import { commitWithRetry } from '../store/commit.ts';
import type { Store } from '../store/store.ts';
import { newTokenText, type Scope, type TokenRecord, tokenWrites } from './token.ts';

/** What issuing a token needs. */
export interface IssueTools {
  readonly store: Store;
  readonly random: Random;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Whose token it is and what it may do. */
export interface TokenOrder {
  readonly tenant: string;
  readonly scopes: readonly Scope[];
  /** Milliseconds since the epoch; absent for a token that does not expire. */
  readonly expiresAt?: number;
  /** For people; empty by default. */
  readonly displayName?: string;
  /** Made up by default, from its time and chance. */
  readonly id?: string;
}

/** A token that was issued now. */
export interface IssuedToken {
  readonly id: string;
  /** The token itself: shown here and never again. */
  readonly token: string;
}

/** Issues a token; only its digest is stored. */
export async function issueToken(
  { store, random, now }: IssueTools,
  order: TokenOrder,
): Promise<IssuedToken> {
  const token = newTokenText(random);
  const record = await newTokenRecord(token, order, { random, now });
  await store.commit({ writes: tokenWrites(record, 'absent') });
  return { id: record.id, token };
}

/** The record of a token of any text. */
export async function newTokenRecord(
  token: string,
  { tenant, scopes, expiresAt, displayName = '', id }: TokenOrder,
  { random, now }: Pick<IssueTools, 'random' | 'now'>,
): Promise<TokenRecord> {
  return {
    id: id ?? createIdSource({ now: () => now }, random).next('tok'),
    tenant,
    displayName,
    digest: await digestOf(token),
    scopes,
    createdAt: new Date(now).toISOString(),
    expiresAt: expiresAt === undefined ? null : new Date(expiresAt).toISOString(),
    revokedAt: null,
  };
}

/**
 * Revokes a token, for good and from now on.
 * @returns false when there is no such token
 */
export async function revokeToken(
  { store, now }: Pick<IssueTools, 'store' | 'now'>,
  token: string,
): Promise<boolean> {
  const key = tokenKey(await digestOf(token));
  const decide = async () => {
    const document = await store.get<TokenRecord>(key);
    if (document === undefined) return { result: false };
    const revokedAt = document.body.revokedAt ?? toTimestamp(now);
    const writes = tokenWrites({ ...document.body, revokedAt }, document.revision);
    return { batch: { writes }, result: true };
  };
  return commitWithRetry(store, decide, { exhausted: () => changedByMany('token') });
}
