// What a request leaves behind for those who run the service: its id, a line in the log, and numbers. A line says what
// was asked for and how it ended, and never has a header, a body or a query. Labels of numbers are words of the contract
// alone: no tenant, no name, no path.
import { isDnsLabel } from '@hikube/domain';
import { operationIds, operations } from '@hikube/openapi/operations';
import { createMiddleware } from 'hono/factory';
import type { Clock } from '../clock.ts';
import type { Answer } from '../handlers/handler.ts';
import type { Log, LogFields } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Random } from '../random.ts';
import type { Environment, Variables } from './environment.ts';
import { countStoreError } from './failures/tell.ts';
import { BASE_PATH } from './router.ts';

/** Tells the log about every request once it is answered. */
export function accessLog(log: Log, clock: Clock) {
  return createMiddleware<Environment>(async (c, next) => {
    const startedAt = clock.monotonic();
    await next();
    // Rules that did not get their turn have set nothing.
    const operation = c.get('operation') as Variables['operation'] | undefined;
    const caller = c.get('caller') as Variables['caller'] | undefined;
    log('info', 'request', {
      requestId: c.get('requestId'),
      method: c.req.method,
      path: loggedPath(c.get('url').pathname, caller !== undefined),
      operation: operation?.id,
      ...(caller === undefined ? {} : whatItIsAbout(operation?.path ?? {}, c.get('answer'))),
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

// Printable and short: the id is repeated in headers, problems and logs, where a line break would forge a line.
const HARMLESS = /^[A-Za-z0-9][A-Za-z0-9._:/+=@-]{0,127}$/;

/** The id of a request: what the caller sent if it is harmless, else a new one. */
export function requestIdFor({ headers }: Pick<Request, 'headers'>, random: Random): string {
  const sent = headers.get('x-request-id') ?? '';
  return HARMLESS.test(sent) ? sent : `req-${random.hex(24)}`;
}

/**
 * Gives every request its id, which stands in every answer and log line, reads its address, once for all that follows, and
 * begins the headers of its answer.
 */
export function requestId(random: Random) {
  return createMiddleware<Environment>(async (c, next) => {
    const id = requestIdFor(c.req.raw, random);
    c.set('requestId', id);
    c.set('url', new URL(c.req.url));
    c.set('headers', { 'x-request-id': id });
    await next();
  });
}

/** Counts every request once it is answered, and failures of the store that it met. */
export function countRequests(metrics: Metrics, clock: Clock) {
  metrics.describe('hikube_requests_total', 'Requests by operation of the contract and status.');
  metrics.describe('hikube_request_duration_seconds', 'Time until the answer began.');
  metrics.describe('hikube_store_errors_total', 'Requests that failed because of the storage.');
  return createMiddleware<Environment>(async (c, next) => {
    const startedAt = clock.monotonic();
    await next();
    const matched = c.get('operation') as Environment['Variables']['operation'] | undefined;
    const operation = matched?.id ?? 'none';
    metrics.count('hikube_requests_total', { operation, status: String(c.res.status) });
    metrics.observe('hikube_request_duration_seconds', { operation }, (clock.monotonic() - startedAt) / 1000);
    countStoreError(metrics, c.error);
  });
}

// The path of a request as the log may have it. Whoever is known named his own objects. What a stranger put where a name
// belongs can be anything, a secret that slipped into the wrong place included: of his path the log keeps the words that
// are the API's own.

// Longer ones name nothing that there is.
const PATH_MAX = 512;

const OF_THE_SERVICE = ['healthz', 'readyz', 'metrics', 'openapi.json'];
const WORDS: ReadonlySet<string> = new Set([
  '',
  BASE_PATH.slice(1),
  ...OF_THE_SERVICE,
  ...operationIds.flatMap((id) => operations[id].path.split('/').filter((part) => !part.startsWith('{'))),
]);

/** The path, with `*` for what only a known caller may have said. */
export function loggedPath(pathname: string, isKnown: boolean): string {
  const path = pathname.slice(0, PATH_MAX);
  if (isKnown) return path;
  return path
    .split('/')
    .map((part) => (WORDS.has(part) ? part : '*'))
    .join('/');
}
