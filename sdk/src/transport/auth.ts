// Adds the bearer token. It stands inside the retries, so that a token function is asked again for each attempt, and
// inside the time-out of the attempt, so that one which hangs does not hold the call.
import { AuthenticationError, ConfigurationError } from '../errors.ts';
import type { Draft, Step } from './chain.ts';
import { checkToken } from './header-value.ts';

/** What a token function is asked. */
export interface TokenRequest {
  /** The token that it gave was refused: one that it keeps is of no more use. */
  readonly isRefused: boolean;
}

/**
 * A token, or a function that gives one for each attempt. A function is asked again when its token was refused with 401,
 * once for each attempt, and once only for all calls that went out with the same token.
 *
 * @example
 * const hikube = createClient({ token: async () => (await readFile('/run/secrets/hikube', 'utf8')).trim() });
 */
export type Token = string | ((request: TokenRequest) => string | Promise<string>);

export function auth(token: Token | undefined): Step {
  if (typeof token !== 'function') {
    const fixed = checkToken(token ?? '');
    return (next) => async (draft, signal) => next(withToken(draft, fixed), signal);
  }
  let renewal: Promise<string> | undefined;
  let renewals = 0;
  let latest = '';
  const renew = async () => {
    latest = await fetched(token, { isRefused: true });
    renewals += 1;
    return latest;
  };
  const renewed = () => {
    renewal ??= renew().finally(() => {
      renewal = undefined;
    });
    return renewal;
  };
  return (next) => async (draft, signal) => {
    const before = renewals;
    const given = await fetched(token, { isRefused: false });
    const reply = await next(withToken(draft, given), signal);
    if (reply.response.status !== 401) return reply;
    // Another call has renewed it while this one was on its way.
    const isRenewed = renewals > before && latest !== given;
    const fresh = isRenewed ? latest : await renewed();
    return fresh === given ? reply : next(withToken(draft, fresh), signal);
  };
}

function withToken(draft: Draft, value: string): Draft {
  if (value === '') {
    throw new AuthenticationError({
      status: 401,
      code: 'unauthenticated',
      detail: 'There is no token: pass `token` to createClient or set HIKUBE_TOKEN.',
    });
  }
  return { ...draft, headers: { ...draft.headers, authorization: `Bearer ${value}` } };
}

async function fetched(token: Exclude<Token, string>, request: TokenRequest): Promise<string> {
  let value: unknown;
  try {
    value = await token(request);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`The token function of the client failed: ${reason}`, {
      option: 'token',
      cause: error,
    });
  }
  return checkToken(value ?? '');
}
