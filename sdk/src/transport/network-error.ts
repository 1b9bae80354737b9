// What a runtime says when it cannot reach a server, in words for people. Which reasons there are differs: a bundle for
// browsers carries none of those that only a runtime with sockets of its own can give, see `imports` in package.json.
import { reasonOf } from '#reason';
import { ConnectionError } from '../errors.ts';

/** Why a server could not be reached, as far as that is known. */
export interface Reason {
  readonly what?: string;
  /** What to do; by default to check the endpoint and the network. */
  readonly next?: string;
  /** Another attempt meets the same. */
  readonly isLasting?: boolean;
  /** By what the runtime calls it. */
  readonly code?: string | undefined;
}

/** The error for a request that got no answer, or only part of one. */
export function networkError(request: { readonly url: string }, thrown: unknown): ConnectionError {
  const url = new URL(request.url);
  const { what = 'the connection failed', next, isLasting, code } = reasonOf(url, thrown);
  const named = code === undefined ? what : `${what} (${code})`;
  return new ConnectionError(
    `Cannot reach ${url.origin}: ${named}. ${next ?? 'Check the endpoint and the network.'}`,
    { retryable: !isLasting, cause: thrown },
  );
}
