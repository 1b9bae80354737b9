// Handlers for tokens. They act at once: there is no work to follow, and the secret is shown once.
import type { IssuedToken, Token, TokenCreate } from '@hikube/openapi/types';
import { toTimestamp } from '../clock.ts';
import { newTokenRecord } from '../identity/issue.ts';
import {
  includedScopes,
  newTokenText,
  type TokenEntry,
  type TokenRecord,
  tokenWrites,
} from '../identity/token.ts';
import { kinds, tokenEntryKey, tokenKey } from '../model/keys.ts';
import { findAnswer, secretRecord } from '../plan/idempotency.ts';
import { changedByMany, notFound, Refusal, tooManyKept } from '../refusal.ts';
import { commitWithRetry } from '../store/commit.ts';
import { readReadable } from '../store/read-whole.ts';
import type { Document } from '../store/store.ts';
import type { Context, Handlers, Issued } from './handler.ts';
import { type PageRequest, pageOfStore } from './paging/page.ts';

type TokenOperation = 'listTokens' | 'createToken' | 'getToken' | 'revokeToken';

/** Far more than pipelines that issue one for each run use up in the 30 days for which tokens are kept. */
export const MOST_TOKENS = 10_000;

/** Who may call the API for the tenant. */
export const tokenHandlers: Handlers<TokenOperation> = {
  listTokens: async ({ params }, context) => ({
    kind: 'shown',
    body: await pageOfTokens(params.query, context),
  }),
  createToken: ({ body }, context) => issue(body, context),
  getToken: async ({ params }, context) => {
    const { body } = await find(params.path.token, context);
    return { kind: 'shown', body: tokenView(body) };
  },
  revokeToken: async ({ params }, context) => ({
    kind: 'shown',
    body: tokenView(await revoke(params.path.token, context)),
  }),
};

async function pageOfTokens(request: PageRequest, { store, caller }: Context) {
  const { tenant } = caller;
  const selection = { kind: kinds.tokenEntry, tenant };
  const page = await pageOfStore<TokenEntry>(store, selection, ['token', tenant], request);
  const keys = page.items.map(({ body }) => tokenKey(body.digest));
  const found = await readReadable<TokenRecord>(store, keys);
  return { items: found.map(({ body }) => tokenView(body)), nextCursor: page.nextCursor };
}

async function issue(
  { scopes, displayName = '', ttlSeconds }: TokenCreate,
  context: Context,
): Promise<Issued<IssuedToken>> {
  const { store, caller, clock, random, ids, claim } = context;
  await refuseTooMany(context);
  const now = clock.now();
  const token = newTokenText(random);
  const order = {
    id: ids.next('tok'),
    tenant: caller.tenant,
    displayName,
    scopes,
    ...(ttlSeconds === undefined ? {} : { expiresAt: now + ttlSeconds * 1000 }),
  };
  const record = await newTokenRecord(token, order, { random, now });
  const claimed = claim === undefined ? [] : [secretRecord(claim, { kind: 'token', id: record.id }, now)];
  const { ok } = await store.commit({ writes: [...tokenWrites(record, 'absent'), ...claimed] });
  // Everything in the commit is new, so only a request with the same key can have been faster.
  if (!ok && claim !== undefined) await findAnswer(store, claim);
  if (!ok) throw new Refusal('unavailable', 'The token could not be issued now: try again in a moment.');
  return { kind: 'issued', body: { ...tokenView(record), token }, path: `/tokens/${record.id}` };
}

/** Several at the same moment can go over the limit by their number, which does no harm. */
async function refuseTooMany({ store, caller, mostTokens }: Context): Promise<void> {
  if ((await store.count({ kind: kinds.tokenEntry, tenant: caller.tenant })) < mostTokens) return;
  throw tooManyKept(
    `The tenant has ${mostTokens.toLocaleString('en')} tokens, which is the most that are kept: use those that there are. Tokens that have ended count for 30 days.`,
  );
}

async function revoke(id: string, context: Context): Promise<TokenRecord> {
  const { store, caller, clock } = context;
  if (id === caller.token) {
    throw new Refusal(
      'invalid_transition',
      'This is the token that you use now: revoke it with another administrator token.',
    );
  }
  const decide = async () => {
    const { body, revision } = await find(id, context);
    if (body.revokedAt !== null) return { result: body };
    const result = { ...body, revokedAt: toTimestamp(clock.now()) };
    return { batch: { writes: tokenWrites(result, revision) }, result };
  };
  return commitWithRetry(store, decide, { exhausted: () => changedByMany('token') });
}

async function find(id: string, { store, caller }: Context): Promise<Document<TokenRecord>> {
  const entry = await store.get<TokenEntry>(tokenEntryKey(caller.tenant, id));
  const document = entry && (await store.get<TokenRecord>(tokenKey(entry.body.digest)));
  if (document === undefined) throw notFound('token', id);
  return document;
}

function tokenView({ id, displayName, scopes, createdAt, expiresAt, revokedAt }: TokenRecord): Token {
  return { id, displayName, scopes: [...includedScopes(scopes)], createdAt, expiresAt, revokedAt };
}
