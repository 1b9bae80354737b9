// Who asks, and may this token do it? `Authorization: Bearer <token>`, and nothing else that looks like it, says who;
// every operation of the contract names the scope that a token needs for it.
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { digestOf } from '../crypto.ts';
import { type Caller, isTokenText, type Scope, verifyDigest } from '../identity/token.ts';
import type { Guesses } from '../limits/guesses.ts';
import { bucketFields } from '../limits/rate-limit-fields.ts';
import { Refusal } from '../refusal.ts';
import { Credential, unauthenticated } from './credential.ts';
import type { Environment, HttpTools } from './environment.ts';
import { setFields } from './limits.ts';

// The scheme is case-insensitive (RFC 9110); exactly one blank follows it (RFC 6750). Two headers arrive joined by a
// comma and so match nothing.
const BEARER = /^bearer ([^\s,]+)$/i;

/** Sets `caller` and `credential`, or refuses with `unauthenticated`, or with `rate_limited` whoever guesses. */
export function authenticate({ store, clock }: Pick<HttpTools, 'store' | 'clock'>, guesses: Guesses) {
  return createMiddleware<Environment>(async (c, next) => {
    const header = c.req.header('authorization');
    if (header === undefined) throw unauthenticated('missing');
    const text = BEARER.exec(header)?.[1];
    if (text === undefined) throw unauthenticated('notBearer');
    if (!isTokenText(text)) throw unauthenticated('malformed');
    const address = (c.env as Environment['Bindings'] | undefined)?.address ?? '';
    const digest = await digestOf(text);
    const waitMs = guesses.waitFor(address, digest);
    if (waitMs > 0) throw tooManyGuesses(c, guesses, address, waitMs);
    const verification = await verifyDigest(store, digest, clock.now());
    const nextMs = guesses.note(address, digest, verification.valid);
    if (nextMs > 0) throw tooManyGuesses(c, guesses, address, nextMs);
    if (!verification.valid) throw unauthenticated(verification.reason);
    c.set('caller', verification.caller);
    c.set('credential', new Credential({ store, clock }, digest, verification));
    await next();
  });
}

function tooManyGuesses(c: Context<Environment>, guesses: Guesses, address: string, waitMs: number): Refusal {
  const counted = guesses.of(address);
  if (counted !== undefined) setFields(c, bucketFields('wrong-tokens', counted.limit, counted.level));
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  return new Refusal(
    'rate_limited',
    `Too many wrong tokens came from this address: wait ${retryAfterSeconds} s, and check the token before the next try.`,
    { retryAfterSeconds },
  );
}

/** Refuses with `forbidden` what the token may not do. Which objects it may see is the tenant's matter, not the scope's. */
export const authorise = createMiddleware<Environment>(async (c, next) => {
  requireScope(c.get('caller'), c.get('operation').facts.scope);
  await next();
});

/** @throws Refusal `forbidden` when the token lacks the scope */
export function requireScope({ scopes }: Caller, scope: Scope): void {
  if (scopes.includes(scope)) return;
  throw new Refusal(
    'forbidden',
    `This needs a token with the scope ${scope}, and yours has ${scopes.join(', ') || 'none'}: use another token.`,
  );
}
