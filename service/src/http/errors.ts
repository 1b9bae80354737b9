// Whatever is thrown becomes a documented problem: the caller learns what to do, the log learns what happened.
import type { ErrorHandler } from 'hono';
import { errorFields, type Log } from '../log.ts';
import { PlatformError } from '../platform/platform.ts';
import { Refusal } from '../refusal.ts';
import { StoreError } from '../store/errors.ts';
import type { Environment } from './environment.ts';
import { problemResponse } from './problem.ts';

/** The last rule of the chain: turns errors into problems. */
export function errorToProblem(log: Log): ErrorHandler<Environment> {
  return (error, c) => {
    const refusal = toRefusal(error);
    const requestId = c.get('requestId');
    if (refusal.code === 'internal' || refusal.code === 'unavailable') {
      log('error', 'request_failed', {
        requestId,
        code: refusal.code,
        ...errorFields(refusal.cause ?? error),
      });
    }
    // c.body carries the headers that earlier rules have set; the problem needs the same ones.
    const { headers } = c.body(null);
    return problemResponse(refusal, { requestId, path: new URL(c.req.url).pathname }, headers);
  };
}

/** What the caller is told: a refusal as it is, a failure of a neighbour as `unavailable`, a mistake of ours as `internal`. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof StoreError && error.code === 'damaged') {
    return new Refusal(
      'internal',
      'What the service has stored about this is damaged: its operator must restore a backup.',
      { cause: error },
    );
  }
  // A store refuses a call with invalid_argument only when this service made a mistake.
  if (error instanceof StoreError && error.code !== 'invalid_argument') {
    return new Refusal('unavailable', storageText(error), { cause: error });
  }
  if (error instanceof PlatformError) {
    return new Refusal('unavailable', 'The platform cannot be reached now: try again in a moment.', {
      cause: error,
    });
  }
  return new Refusal('internal', 'The service made a mistake: quote the request id when you report it.', {
    cause: error,
  });
}

/** What a caller can know of a failing storage: not where it is, but whether waiting may be enough. */
function storageText({ code }: StoreError): string {
  return code === 'disk_full'
    ? 'The storage of the service is full and nothing was changed: its operator must free some space.'
    : 'The service cannot reach its storage now: try again in a moment.';
}
