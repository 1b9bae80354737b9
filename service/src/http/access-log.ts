// One line per request: what was asked for and how it ended. Never a header, never a body, never a query.
import { createMiddleware } from 'hono/factory';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Environment } from './environment.ts';

/** Tells the log about every request once it is answered. */
export function accessLog(log: Log, clock: Clock) {
  return createMiddleware<Environment>(async (c, next) => {
    const startedAt = clock.monotonic();
    await next();
    const operation = c.get('operation') as Environment['Variables']['operation'] | undefined;
    const caller = c.get('caller') as Environment['Variables']['caller'] | undefined;
    log('info', 'request', {
      requestId: c.get('requestId'),
      method: c.req.method,
      operation: operation?.id,
      status: c.res.status,
      durationMs: Math.round(clock.monotonic() - startedAt),
      tenant: caller?.tenant,
      token: caller?.token,
    });
  });
}
