// The last step: the network. An answer is read to its end here, inside the attempt, so that a connection that is lost
// in the middle of it counts as lost. Redirects are refused, because following one would carry the token and repeat
// the body somewhere else.
import { ConnectionError, UnexpectedAnswerError } from '../errors.ts';
import type { Send } from './chain.ts';
import { networkError } from './network-error.ts';

/** What `fetch` does, as far as it is needed. */
export type Fetch = (request: Request, init: { readonly signal: AbortSignal }) => Promise<Response>;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export function send(fetch: Fetch): Send {
  return async (request, signal) => {
    const response = await caught(request, () =>
      fetch(new Request(request, { redirect: 'manual' }), { signal }),
    );
    const { origin } = new URL(request.url);
    if (response.type === 'opaqueredirect' || REDIRECTS.has(response.status)) {
      throw new ConnectionError(
        `${origin} answered with a redirect, which is refused. Set the final address as endpoint.`,
        { retryable: false },
      );
    }
    // 304 is among them: nothing here asks whether something has changed.
    if ((response.status >= 300 && response.status < 400) || response.status < 200 || response.status > 599) {
      throw new UnexpectedAnswerError(`${origin} answered ${response.status}, which the API never does.`);
    }
    return response.ok && isStream(request) ? response : caught(request, () => whole(response));
  };
}

/** Whether the answer goes on for as long as there is something to tell. */
export function isStream(request: Request): boolean {
  return request.headers.get('Accept') === 'text/event-stream';
}

async function whole(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  const bytes = await response.arrayBuffer();
  return new Response(bytes.byteLength === 0 ? null : bytes, { status, statusText, headers });
}

async function caught<T>(request: Request, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw networkError(request, error);
  }
}
