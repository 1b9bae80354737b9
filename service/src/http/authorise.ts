// Authorisation: every operation of the contract names the scope that a token needs for it.
import { createMiddleware } from 'hono/factory';
import type { Caller, Scope } from '../identity/caller.ts';
import { Refusal } from '../refusal.ts';
import type { Environment } from './environment.ts';

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
