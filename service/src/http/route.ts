// Finds the operation that a request names; OPTIONS is answered here, because it needs nothing else.
import { createMiddleware } from 'hono/factory';
import { Refusal } from '../refusal.ts';
import type { Environment } from './environment.ts';
import type { Router } from './router.ts';

/** Sets `operation`, or refuses what the contract does not have. */
export function route(router: Router) {
  return createMiddleware<Environment>(async (c, next) => {
    const path = new URL(c.req.url).pathname;
    const methods = c.req.method === 'OPTIONS' ? router.methods(path) : undefined;
    if (methods !== undefined) return c.body(null, 204, { Allow: methods.join(', ') });
    if (c.req.method === 'OPTIONS') {
      throw new Refusal('not_found', 'The API has no such path: compare it with the reference.');
    }
    c.set('operation', router.match(c.req.method, path));
    return next();
  });
}
