// Pages of other origins (CORS, in the Fetch standard): those of a list may read answers, and no other. Without a list
// nothing is sent. A page brings its token in a header and never by itself, so that credentials of the browser are of no
// use here and are never allowed.
import { type OperationFacts, operationIds, operations } from '@hikube/openapi/operations';
import { createMiddleware } from 'hono/factory';
import type { Environment } from './environment.ts';
import { appendHeader, respondWith, setHeader } from './headers.ts';

/** Whether a browser sends exactly this as `Origin`: scheme, host and perhaps port, and nothing behind it. */
export function isOrigin(text: string): boolean {
  // A host name may have an asterisk, but a person who writes one means many hosts.
  if (text.includes('*') || !URL.canParse(text)) return false;
  const { protocol, origin } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && origin === text;
}

/** Headers of answers that a page may read beside those that it always may. */
const EXPOSED = [
  'ETag',
  'Location',
  'Retry-After',
  'X-Request-Id',
  'Idempotency-Replayed',
  'RateLimit',
  'RateLimit-Policy',
  'Accept-Patch',
  'WWW-Authenticate',
  'Allow',
  'Deprecation',
  'Sunset',
].join(', ');

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';

/** Headers that a page may send: those of the contract, and what every request can have. */
const SENT = [
  ...new Set([
    'authorization',
    'content-type',
    'accept',
    'x-request-id',
    ...operationIds.flatMap((id) => (operations[id] as OperationFacts).headerParams),
  ]),
].join(', ');

// Two hours, after which Chromium asks again whatever it is told.
const PREFLIGHT_SECONDS = '7200';

/**
 * Lets pages of these origins read answers, errors and streams included, and answers what browsers ask before.
 * @param origins as browsers send them; not empty
 */
export function cors(origins: readonly string[]) {
  const allowed = new Set(origins);
  return createMiddleware<Environment>(async (c, next) => {
    // Whatever keeps an answer keeps it for one origin.
    appendHeader(c, 'Vary', 'Origin');
    const origin = c.req.header('origin');
    if (origin === undefined || !allowed.has(origin)) return next();
    setHeader(c, 'Access-Control-Allow-Origin', origin);
    if (c.req.method === 'OPTIONS' && c.req.header('access-control-request-method') !== undefined) {
      return respondWith(c, null, 204, {
        'Access-Control-Allow-Methods': METHODS,
        'Access-Control-Allow-Headers': SENT,
        'Access-Control-Max-Age': PREFLIGHT_SECONDS,
      });
    }
    setHeader(c, 'Access-Control-Expose-Headers', EXPOSED);
    return next();
  });
}
