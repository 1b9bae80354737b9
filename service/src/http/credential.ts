// The token of a request, which can end before the request does: while its body arrives, while it waits for its turn, or
// as late as just before the commit. Whoever revokes a token and hears that it was done can rely on it: nothing is
// written with it any more.
import type { Clock } from '../clock.ts';
import { type Verification, verifyDigest } from '../identity/token.ts';
import { tokenKey } from '../model/keys.ts';
import { Refusal } from '../refusal.ts';
import type { Batch, CommitResult, Guard, Store } from '../store/store.ts';

const REASONS = {
  missing: 'Send the header "Authorization: Bearer <token>".',
  notBearer:
    'The Authorization header is not "Bearer <token>" with one token and nothing else: check what your client sends.',
  malformed:
    'The token is not valid, and is not even one in its form: check that it was copied whole and alone.',
  unknown: 'The token is not valid: check that it is complete and belongs to this service.',
  revoked: 'The token was revoked: use another one.',
  expired: 'The token has expired: use a new one.',
} as const;

/** Why a token is not taken, and what to do. */
export function unauthenticated(reason: keyof typeof REASONS): Refusal {
  return new Refusal('unauthenticated', REASONS[reason]);
}

/** A token that was valid when it was looked at. */
export type Verified = Verification & { readonly valid: true };

/** What looking needs. */
export interface CredentialTools {
  readonly store: Store;
  readonly clock: Clock;
}

/** A token that was valid when the request arrived. */
export class Credential {
  readonly digest: string;
  readonly #tools: CredentialTools;
  #verified: Verified;

  constructor(tools: CredentialTools, digest: string, verified: Verified) {
    this.#tools = tools;
    this.digest = digest;
    this.#verified = verified;
  }

  /** Looks at it again. @throws Refusal `unauthenticated` when it is worth nothing any more */
  async check(): Promise<void> {
    const { store, clock } = this.#tools;
    const found = await verifyDigest(store, this.digest, clock.now());
    if (!found.valid) throw unauthenticated(found.reason);
    this.#verified = found;
  }

  /** The store, for one who may write with this token and no longer than that: every batch relies on its record, too. */
  guard(store: Store): Store {
    const methods = new Map<PropertyKey, unknown>([['commit', (batch: Batch) => this.#commit(store, batch)]]);
    return new Proxy(store, {
      get(target, name) {
        const member: unknown = methods.get(name) ?? Reflect.get(target, name, target);
        if (typeof member !== 'function' || methods.has(name)) return member;
        const bound: unknown = member.bind(target);
        methods.set(name, bound);
        return bound;
      },
    });
  }

  async #commit(store: Store, batch: Batch): Promise<CommitResult> {
    for (;;) {
      const { expiresAt, revision } = this.#verified;
      if (expiresAt !== null && expiresAt <= this.#tools.clock.now()) throw unauthenticated('expired');
      const own: Guard = { key: tokenKey(this.digest), expect: revision };
      // The first thing that does not hold is the one that is told.
      const result = await store.commit({ ...batch, guards: [own, ...(batch.guards ?? [])] });
      if (result.ok || result.conflict !== 'revision' || !isSame(result, own)) return result;
      await this.check();
    }
  }
}

function isSame({ key }: Pick<Guard, 'key'>, { key: other }: Guard): boolean {
  return key.kind === other.kind && key.tenant === other.tenant && key.id === other.id;
}
