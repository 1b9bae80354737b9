// The first token of a tenant: taken from the settings, or made on the first start and shown once.

import { digestOf } from '../crypto.ts';
import type { IdSource } from '../model/ids.ts';
import { BOOTSTRAP_TENANT, firstTokenKey, tokenEntryKey, tokenKey } from '../model/keys.ts';
import type { Random } from '../random.ts';
import { commitWithRetry, type Decision } from '../store/commit.ts';
import { DAMAGED, readWhole } from '../store/read-whole.ts';
import type { Document, Store, Write } from '../store/store.ts';
import { newTokenRecord } from './issue.ts';
import {
  isTokenText,
  isWeakToken,
  newTokenText,
  type TokenRecord,
  tokenWrites,
  verifyDigest,
} from './token.ts';

/** Whose first token is to be there, and which one it is. */
export interface FirstToken {
  readonly tenant: string;
  /** Without one, one that exists stays, or one is made. */
  readonly token?: string | undefined;
}

/** Remembers which token is the first one, so that another setting replaces it. */
interface Pointer {
  readonly digest: string;
  /** Where it is from; absent where an older version wrote it. */
  readonly from?: 'start' | 'setting';
  /** Whether it could be guessed, which its digest does not tell any more. */
  readonly isWeak?: boolean;
}

/** What the first token turned out to be. */
export type Bootstrap =
  /** It was made now; nobody can read it again. */
  | { readonly origin: 'made'; readonly token: string }
  /** It is the configured one; `replaces` tells that another one was valid until now. */
  | { readonly origin: 'configured'; readonly replaces: boolean }
  /** It is of an earlier start. */
  | KeptToken;

/** The first token of an earlier start. */
export interface KeptToken {
  readonly origin: 'kept';
  /** Whether that start made it or was given it; absent where nobody knows. */
  readonly from?: 'start' | 'setting';
  /** Whether it could be guessed. */
  readonly isWeak: boolean;
  /** False when it has been revoked since. */
  readonly isValid: boolean;
}

/** What making the first token needs. */
export interface BootstrapTools {
  readonly store: Store;
  readonly random: Random;
  /** Those of whoever issues the others: by their ids tokens are listed. */
  readonly ids: IdSource;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Makes sure that a tenant has a first token, which administers it. A configured token replaces the one before; without
 * one, an existing token stays. Safe to run from many processes at once.
 * @throws RangeError when the configured token is not one, or is another tenant's; the message is a sentence for the operator
 */
export async function ensureFirstToken(
  tools: BootstrapTools,
  { tenant, token: configured }: FirstToken = { tenant: BOOTSTRAP_TENANT },
): Promise<Bootstrap> {
  if (configured !== undefined && !isTokenText(configured)) {
    throw new RangeError(
      `The first token of the tenant ${tenant} must have 8 to 512 letters, digits or the characters . _ ~ + / -; choose another one.`,
    );
  }
  const decide = () => decideFirstToken(tools, { tenant, token: configured });
  return commitWithRetry(tools.store, decide, { exhausted });
}

export function exhausted(): Error {
  return new Error('Other processes kept changing the first token at the same moment: start again.');
}

/** What `ensureFirstToken` would write, and what it would tell then. */
export async function decideFirstToken(
  tools: BootstrapTools,
  { tenant, token: configured }: FirstToken,
): Promise<Decision<Bootstrap>> {
  const [before] = await readWhole<Pointer>(tools.store, [firstTokenKey(tenant)]);
  // Which token it named is lost, so that none can be replaced; those that there are stay valid.
  if (before === DAMAGED) return { result: { origin: 'kept', isWeak: false, isValid: true } };
  if (configured !== undefined) return configure(tools, before, { tenant, token: configured });
  if (before !== undefined) return { result: await kept(tools, before.body) };
  const token = newTokenText(tools.random);
  const order = { tenant, token, from: 'start', isWeak: false } as const;
  const writes = await replacement(tools, before, order);
  return { batch: { writes }, result: { origin: 'made', token } };
}

async function kept({ store, now }: BootstrapTools, pointer: Pointer): Promise<KeptToken> {
  const { digest, from, isWeak = false } = pointer;
  const { valid: isValid } = await verifyDigest(store, digest, now);
  return { origin: 'kept', ...(from === undefined ? {} : { from }), isWeak, isValid };
}

/** The token of the settings in place of the one before; it may be that one. */
async function configure(
  tools: BootstrapTools,
  before: Document<Pointer> | undefined,
  { tenant, token }: Required<FirstToken> & { readonly token: string },
): Promise<Decision<Bootstrap>> {
  const { store, now } = tools;
  const digest = await digestOf(token);
  const known = await store.get<TokenRecord>(tokenKey(digest));
  if (known !== undefined && known.body.tenant !== tenant)
    throw new RangeError(
      `The first token of the tenant ${tenant} is one of the tenant ${known.body.tenant} already: choose another one.`,
    );
  const isSame = before?.body.digest === digest;
  const replaces =
    before !== undefined && !isSame && (await verifyDigest(store, before.body.digest, now)).valid;
  const result: Bootstrap = { origin: 'configured', replaces };
  const origin = { from: 'setting', isWeak: isWeakToken(token) } as const;
  if (!isSame || known === undefined)
    return { batch: { writes: await replacement(tools, before, { tenant, token, ...origin }) }, result };
  const { from, isWeak } = before.body;
  if (from !== undefined && isWeak === origin.isWeak) return { result };
  // An older version wrote it, which did not tell.
  const told = { key: firstTokenKey(tenant), body: { digest, ...origin }, expect: before.revision };
  return { batch: { writes: [told] }, result };
}

/** The old token goes, the new one comes, the pointer moves. */
async function replacement(
  { store, random, ids, now }: BootstrapTools,
  before: Document<Pointer> | undefined,
  { tenant, token, ...origin }: Omit<Pointer, 'digest'> & { readonly tenant: string; readonly token: string },
): Promise<Write[]> {
  const order = { tenant, scopes: ['admin'] as const, id: ids.next('tok') };
  const record = await newTokenRecord(token, order, { random, now });
  const { digest } = record;
  const writes: Write[] = [
    { key: firstTokenKey(tenant), body: { digest, ...origin }, expect: before?.revision ?? 'absent' },
    ...tokenWrites(record, 'any'),
  ];
  if (before !== undefined && before.body.digest !== digest) {
    const key = tokenKey(before.body.digest);
    const replaced = await store.get<TokenRecord>(key);
    writes.push({ key, delete: true, expect: 'any' });
    if (replaced !== undefined) {
      const { id } = replaced.body;
      writes.push({ key: tokenEntryKey(replaced.body.tenant, id), delete: true, expect: 'any' });
    }
  }
  return writes;
}
