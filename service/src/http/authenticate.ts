// Authentication: `Authorization: Bearer <token>`, and nothing else that looks like it.
import { createMiddleware } from 'hono/factory';
import { Refusal } from '../handlers/refusal.ts';
import { verifyToken } from '../identity/verify.ts';
import type { Environment, HttpTools } from './environment.ts';

// The scheme is case-insensitive (RFC 9110); exactly one blank follows it (RFC 6750). Two headers arrive joined by a
// comma and so match nothing.
const BEARER = /^bearer ([^\s,]+)$/i;

const REASONS = {
  missing: 'Send the header "Authorization: Bearer <token>".',
  notBearer: 'The Authorization header is not "Bearer <token>": check what your client sends.',
  malformed:
    'The token is not valid, and is not even one in its form: check that it was copied whole and alone.',
  unknown: 'The token is not valid: check that it is complete and belongs to this service.',
  revoked: 'The token was revoked: use another one.',
  expired: 'The token has expired: use a new one.',
} as const;

/** Sets `caller`, or refuses with `unauthenticated`. */
export function authenticate({ store, clock }: Pick<HttpTools, 'store' | 'clock'>) {
  return createMiddleware<Environment>(async (c, next) => {
    const header = c.req.header('authorization');
    if (header === undefined) throw new Refusal('unauthenticated', REASONS.missing);
    const text = BEARER.exec(header)?.[1];
    if (text === undefined) throw new Refusal('unauthenticated', REASONS.notBearer);
    const verification = await verifyToken(store, text, clock.now());
    if (!verification.valid) throw new Refusal('unauthenticated', REASONS[verification.reason]);
    c.set('caller', verification.caller);
    await next();
  });
}
