// Adds the bearer token. It stands inside the retries, so that a token function is asked again for each attempt, and
// inside the time-out of the attempt, so that one which hangs does not hold the call.
import { AuthenticationError, ConfigurationError } from '../errors.ts';
import type { Step } from './chain.ts';
import { checkToken } from './header-value.ts';

/** A token, or a function that fetches one. */
export type Token = string | (() => string | Promise<string>);

export function auth(token: Token | undefined): Step {
  const fixed = typeof token === 'function' ? undefined : checkToken(token ?? '');
  return (next) => async (draft, signal) => {
    const value = typeof token === 'function' ? await fetched(token) : fixed;
    if (value === undefined || value === '') {
      throw new AuthenticationError({
        status: 401,
        code: 'unauthenticated',
        detail: 'There is no token: pass `token` to createClient or set HIKUBE_TOKEN.',
      });
    }
    return next({ ...draft, headers: { ...draft.headers, authorization: `Bearer ${value}` } }, signal);
  };
}

async function fetched(token: () => string | Promise<string>): Promise<string> {
  let value: unknown;
  try {
    value = await token();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`The token function of the client failed: ${reason}`, {
      option: 'token',
      cause: error,
    });
  }
  return checkToken(value ?? '');
}
