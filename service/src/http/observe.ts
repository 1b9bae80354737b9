// One line per request: what was asked for and how it ended. Never a header, never a body, never a query.
import { createMiddleware } from 'hono/factory';
import type { Clock } from '../clock.ts';
import type { Answer } from '../handlers/handler.ts';
import type { Log, LogFields } from '../log.ts';
import type { Environment, Variables } from './environment.ts';

// Longer ones name nothing that there is.
const PATH_MAX = 512;

/** Tells the log about every request once it is answered. */
export function accessLog(log: Log, clock: Clock) {
  return createMiddleware<Environment>(async (c, next) => {
    const startedAt = clock.monotonic();
    await next();
    // Rules that did not get their turn have set nothing.
    const { operation, caller, answer } = c.var as Partial<Variables>;
    log('info', 'request', {
      requestId: c.get('requestId'),
      method: c.req.method,
      path: new URL(c.req.url).pathname.slice(0, PATH_MAX),
      operation: operation?.id,
      ...whatItIsAbout(operation?.path ?? {}, answer),
      status: c.res.status,
      durationMs: Math.round(clock.monotonic() - startedAt),
      tenant: caller?.tenant,
      token: caller?.token,
    });
  });
}

/** The cluster by its name, and once the request has made an operation, that and its object by their ids. */
function whatItIsAbout(path: Readonly<Record<string, string>>, answer: Answer | undefined): LogFields {
  if (answer?.kind !== 'accepted') return { cluster: path['cluster'] };
  const { id, target } = answer.operation;
  return { cluster: target.cluster, uid: target.uid, operationId: id };
}
