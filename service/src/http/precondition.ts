// If-Match: a writer that relies on an older version learns it before anybody looks at what it wrote.
import { createMiddleware } from 'hono/factory';
import type { Context } from '../handlers/handler.ts';
import { type ConditionalOperation, currents } from '../handlers/index.ts';
import { checkPrecondition, type Tagged, type Versioned } from '../model/etag.ts';
import type { Environment } from './environment.ts';

type Current = (params: unknown, context: Context) => Promise<Versioned | Tagged | undefined>;

/** Refuses with `precondition_failed`. The write looks again at what it commits against: somebody may be faster. */
export const precondition = createMiddleware<Environment>(async (c, next) => {
  const context = c.get('context');
  if (context.precondition !== undefined) {
    const current = currents[c.get('operation').handler as ConditionalOperation] as Current;
    checkPrecondition(context.precondition, await current(c.get('params'), context));
  }
  await next();
});
