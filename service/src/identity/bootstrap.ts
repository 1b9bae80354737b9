// The first token: taken from the settings, or made on the first start and shown once.

import { firstTokenKey, tokenEntryKey, tokenKey } from '../model/keys.ts';
import type { Random } from '../random.ts';
import { commitWithRetry, type Decision } from '../store/commit.ts';
import { DAMAGED, readWhole } from '../store/read-whole.ts';
import type { Batch, Document, Store, Write } from '../store/store.ts';
import { newTokenRecord } from './issue.ts';
import { isTokenText, newTokenText, type TokenRecord, tokenWrites } from './token.ts';

/** The tenant that the first token administers. */
export const BOOTSTRAP_TENANT = 'demo';

/** Remembers which token is the first one, so that another setting replaces it. */
interface Pointer {
  readonly digest: string;
}

/** What the first token turned out to be. */
export type Bootstrap =
  /** It was made now; nobody can read it again. */
  | { readonly origin: 'made'; readonly token: string }
  /** It is the configured one. */
  | { readonly origin: 'configured' }
  /** An earlier start made it. */
  | { readonly origin: 'kept' };

/** What making the first token needs. */
export interface BootstrapTools {
  readonly store: Store;
  readonly random: Random;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Makes sure that there is a first token: an administrator of the tenant `demo`. A configured token replaces the one
 * before; without one, an existing token stays. Safe to run from many processes at once.
 * @throws RangeError when the configured token is not one; the message is a sentence for the operator
 */
export async function ensureFirstToken(tools: BootstrapTools, configured?: string): Promise<Bootstrap> {
  if (configured !== undefined && !isTokenText(configured)) {
    throw new RangeError(
      'HIKUBE_BOOTSTRAP_TOKEN must have 8 to 512 letters, digits or the characters . _ ~ + / -; choose another one.',
    );
  }
  const decide = async (): Promise<Decision<Bootstrap>> => {
    const [before] = await readWhole<Pointer>(tools.store, [firstTokenKey]);
    // Which token it named is lost, so that none can be replaced; those that there are stay valid.
    if (before === DAMAGED) return { result: { origin: 'kept' } };
    if (configured === undefined && before !== undefined) return { result: { origin: 'kept' } };
    const token = configured ?? newTokenText(tools.random);
    const batch = await replacement(tools, before, token);
    const result: Bootstrap = configured === undefined ? { origin: 'made', token } : { origin: 'configured' };
    return batch === undefined ? { result } : { batch, result };
  };
  return commitWithRetry(tools.store, decide, {
    exhausted: () =>
      new Error('Other processes kept changing the first token at the same moment: start again.'),
  });
}

/** The old token goes, the new one comes, the pointer moves; undefined when it is the first one already. */
async function replacement(
  { store, random, now }: BootstrapTools,
  before: Document<Pointer> | undefined,
  token: string,
): Promise<Batch | undefined> {
  const order = { tenant: BOOTSTRAP_TENANT, scopes: ['admin'] as const };
  const record = await newTokenRecord(token, order, { random, now });
  const { digest } = record;
  if (before?.body.digest === digest && (await store.get(tokenKey(digest))) !== undefined) return undefined;
  const writes: Write[] = [
    { key: firstTokenKey, body: { digest }, expect: before?.revision ?? 'absent' },
    ...tokenWrites(record, 'any'),
  ];
  if (before !== undefined && before.body.digest !== digest) {
    const key = tokenKey(before.body.digest);
    const replaced = await store.get<TokenRecord>(key);
    writes.push({ key, delete: true, expect: 'any' });
    if (replaced !== undefined) {
      const { tenant, id } = replaced.body;
      writes.push({ key: tokenEntryKey(tenant, id), delete: true, expect: 'any' });
    }
  }
  return { writes };
}
