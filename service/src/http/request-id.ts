// X-Request-Id, in and out: what the caller sent if it is harmless, else a new one. It stands in every answer and log line.
import { createMiddleware } from 'hono/factory';
import type { Random } from '../random.ts';
import type { Environment } from './environment.ts';

// Printable and short: the id is repeated in headers, problems and logs, where a line break would forge a line.
const HARMLESS = /^[A-Za-z0-9][A-Za-z0-9._:/+=@-]{0,127}$/;

/** Gives every request an id. */
export function requestId(random: Random) {
  return createMiddleware<Environment>(async (c, next) => {
    const sent = c.req.header('x-request-id');
    const id = sent !== undefined && HARMLESS.test(sent) ? sent : `req-${random.hex(24)}`;
    c.set('requestId', id);
    c.header('X-Request-Id', id);
    await next();
  });
}
