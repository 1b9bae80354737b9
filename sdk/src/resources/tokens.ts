// Who may call the API for the tenant; all of it needs an administrator's token.
import type { IssuedToken, Token, TokenCreate } from '@hikube/openapi/client-types';
import { type CallOptions, type Context, signalOf, unwrap } from '../context.ts';
import { type ListOptions, type Paginated, paginate } from '../pagination.ts';

export class Tokens {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /** All tokens of the tenant, oldest first, without their secrets. */
  list(options: ListOptions = {}): Paginated<Token> {
    return paginate(options, (page) =>
      unwrap(
        this.#context.api.GET('/tokens', {
          params: { query: page },
          ...signalOf(options),
        }),
      ),
    );
  }

  /** One token, without its secret. */
  get(token: string, options: CallOptions = {}): Promise<Token> {
    return unwrap(
      this.#context.api.GET('/tokens/{token}', { params: { path: { token } }, ...signalOf(options) }),
    );
  }

  /**
   * Issues a token, which does not expire unless `ttlSeconds` says so. Its text is in `token`, here and nowhere else.
   * @throws ConflictError `secret_not_repeatable` when an answer was lost on its way: its detail names the token to
   *   revoke
   */
  create(
    body: TokenCreate,
    options: CallOptions & { readonly idempotencyKey?: string } = {},
  ): Promise<IssuedToken> {
    const { idempotencyKey } = options;
    return unwrap(
      this.#context.api.POST('/tokens', {
        body,
        headers: idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey },
        ...signalOf(options),
      }),
    );
  }

  /** Makes a token worthless, from now on and for good; the token of this client itself is refused. */
  revoke(token: string, options: CallOptions = {}): Promise<Token> {
    return unwrap(
      this.#context.api.DELETE('/tokens/{token}', { params: { path: { token } }, ...signalOf(options) }),
    );
  }
}
