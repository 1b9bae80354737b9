// One line per request: what was asked for and how it ended. Never a header, never a body, never a query.
import { isDnsLabel } from '@hikube/domain';
import { createMiddleware } from 'hono/factory';
import type { Clock } from '../clock.ts';
import type { Answer } from '../handlers/handler.ts';
import type { Log, LogFields } from '../log.ts';
import type { Environment, Variables } from './environment.ts';
import { loggedPath } from './logged-path.ts';

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
      path: loggedPath(new URL(c.req.url).pathname, caller !== undefined),
      operation: operation?.id,
      ...(caller === undefined ? {} : whatItIsAbout(operation?.path ?? {}, answer)),
      status: c.res.status,
      durationMs: Math.round(clock.monotonic() - startedAt),
      tenant: caller?.tenant,
      token: caller?.token,
    });
  });
}

/**
 * The cluster by its name, and once the request has made an operation, that and its object by their ids. What could be no
 * name is only told as the path has it, where it is still escaped.
 */
function whatItIsAbout(path: Readonly<Record<string, string>>, answer: Answer | undefined): LogFields {
  const { cluster = '' } = path;
  if (answer?.kind !== 'accepted') return isDnsLabel(cluster) ? { cluster } : {};
  const { id, target } = answer.operation;
  return { cluster: target.cluster, uid: target.uid, operationId: id };
}
