// Adds the bearer token. It stands inside the retries, so that a token function is asked again for each attempt.
import { AuthenticationError } from '../errors.ts';
import type { Step } from './chain.ts';

/** A token, or a function that fetches one. */
export type Token = string | (() => string | Promise<string>);

export function auth(token: Token | undefined): Step {
  return (next) => async (request) => {
    const value = typeof token === 'function' ? await token() : token;
    if (value === undefined || value === '') {
      throw new AuthenticationError({
        status: 401,
        code: 'unauthenticated',
        detail: 'There is no token: pass `token` to createClient or set HIKUBE_TOKEN.',
      });
    }
    request.headers.set('Authorization', `Bearer ${value}`);
    return next(request);
  };
}
