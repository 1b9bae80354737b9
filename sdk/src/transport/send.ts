// The last step: the network. Redirects are refused, because following one would carry the token and repeat the
// body somewhere else.
import { ConnectionError } from '../errors.ts';
import type { Send } from './chain.ts';

export function send(fetch: (request: Request) => Promise<Response>): Send {
  return async (request) => {
    let response: Response;
    try {
      response = await fetch(new Request(request, { redirect: 'manual' }));
    } catch (error) {
      if (request.signal.aborted) throw request.signal.reason;
      const { origin } = new URL(request.url);
      throw new ConnectionError(
        `Cannot reach ${origin}: ${reason(error)}. Check the endpoint and the network.`,
        {
          retryable: true,
          cause: error,
        },
      );
    }
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      const { origin } = new URL(request.url);
      throw new ConnectionError(
        `${origin} answered with a redirect, which is refused. Set the final address as endpoint.`,
        {
          retryable: false,
        },
      );
    }
    return response;
  };
}

/** undici hides the system's reason (ECONNREFUSED …) in `cause`. */
function reason(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error)
    return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
  return String(cause);
}
