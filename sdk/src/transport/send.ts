// The last step: the network. An answer is read to its end here, inside the attempt, so that a connection that is lost
// in the middle of it counts as lost. Redirects are refused, because following one would carry the token and repeat
// the body somewhere else.
import { ConnectionError, UnexpectedAnswerError } from '../errors.ts';
import type { Draft, Send } from './chain.ts';
import { networkError } from './network-error.ts';

/** What `fetch` does, as far as it is needed. */
export type Fetch = (request: Request, init: { readonly signal: AbortSignal }) => Promise<Response>;

export function send(fetch: Fetch): Send {
  return async (draft, signal) => {
    const { url, method, headers, body } = draft;
    const response = await caught(url, () =>
      fetch(
        new Request(url, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) }),
        { signal: signal as AbortSignal },
      ),
    );
    refuseStatus(url, response);
    const text = response.ok && isStream(draft) ? '' : await caught(url, () => response.text());
    return { response, text };
  };
}

/** @throws ConnectionError or UnexpectedAnswerError for what the API never answers */
export function refuseStatus(url: string, { type, status }: Pick<Response, 'type' | 'status'>): void {
  if (type === 'opaqueredirect' || [301, 302, 303, 307, 308].includes(status)) {
    throw new ConnectionError(
      `${new URL(url).origin} answered with a redirect, which is refused. Set the final address as endpoint.`,
      { retryable: false },
    );
  }
  // 304 is among them: nothing here asks whether something has changed.
  if ((status >= 300 && status < 400) || status < 200 || status > 599) {
    throw new UnexpectedAnswerError(`${new URL(url).origin} answered ${status}, which the API never does.`);
  }
}

/** Whether the answer goes on for as long as there is something to tell. */
export function isStream({ headers }: Pick<Draft, 'headers'>): boolean {
  return headers['accept'] === 'text/event-stream';
}

/** What a runtime throws, as an error that says why. */
export async function caught<T>(url: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw networkError({ url }, error);
  }
}
