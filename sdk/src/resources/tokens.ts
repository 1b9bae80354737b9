// Who may call the API for the tenant; all of it needs an administrator's token.
import type { IssuedToken, Token, TokenCreate } from '@hikube/openapi/client-types';
import type { ApiCall } from '../answering.ts';
import { call, list } from '../calls.ts';
import type { CallOptions, Context, KeyedOptions } from '../context.ts';
import type { ListOptions, Paginated } from '../pagination.ts';

export class Tokens {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /**
   * All tokens of the tenant, oldest first, without their secrets.
   *
   * @example
   * const { items } = await hikube.tokens.list();
   */
  list(options: ListOptions = {}): Paginated<Token> {
    return list(this.#context, '/tokens', {}, options);
  }

  /**
   * One token, without its secret.
   *
   * @example
   * const { scopes } = await hikube.tokens.get('tok-01hzy3v7q8k9');
   */
  get(token: string, options: CallOptions = {}): ApiCall<Token> {
    return call(this.#context, 'GET', '/tokens/{token}', { path: { token } }, options);
  }

  /**
   * Issues a token, which does not expire unless `ttlSeconds` says so. Its text is in `token`, here and nowhere else.
   * @throws ConflictError `secret_not_repeatable` when an answer was lost on its way: its detail names the token to
   *   revoke
   *
   * @example
   * const { token } = await hikube.tokens.create({ displayName: 'pipeline', scopes: ['write'], ttlSeconds: 2592000 });
   */
  create(body: TokenCreate, options: KeyedOptions = {}): ApiCall<IssuedToken> {
    return call(this.#context, 'POST', '/tokens', { body }, options);
  }

  /**
   * Makes a token worthless, from now on and for good; the token of this client itself is refused.
   *
   * @example
   * const { revokedAt } = await hikube.tokens.revoke('tok-01hzy3v7q8k9');
   */
  revoke(token: string, options: KeyedOptions = {}): ApiCall<Token> {
    return call(this.#context, 'DELETE', '/tokens/{token}', { path: { token } }, options);
  }
}
