// Who looks at the page: a token that lives in memory and nowhere else, and the client that uses it. There is no cookie, so
// that no other page can make this browser ask for anything; a reload asks for the token again.
import { createClient, type Hikube, isHikubeError, type Tenant } from '@hikube/sdk';
import type { Browser } from './browser.ts';
import { Listeners } from './live/listeners.ts';

/** What is known of the caller. `refused`: the token has ended, and what is shown is as old as that. */
export type SessionState =
  | { readonly kind: 'out' }
  | { readonly kind: 'in' | 'refused'; readonly client: Hikube; readonly tenant: Tenant };

/** A session of one page. */
export class Session {
  readonly #browser: Pick<Browser, 'endpoint' | 'fetch' | 'clock'>;
  readonly #listeners = new Listeners();
  #token = '';
  #state: SessionState = { kind: 'out' };

  constructor(browser: Pick<Browser, 'endpoint' | 'fetch' | 'clock'>) {
    this.#browser = browser;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** @returns the end of listening */
  onChange(listen: () => void): () => void {
    return this.#listeners.add(listen);
  }

  /**
   * Signs in, or in again. A token of the same tenant goes on where the last one ended, with everything that is on the
   * page; that of another tenant gets a client of its own, so that nothing of the first is asked or shown any more.
   * @throws HikubeError when the token is refused or the API cannot be asked
   */
  async signIn(token: string): Promise<void> {
    const client = this.#clientFor(() => token);
    const tenant = await client.tenant();
    const before = this.#state;
    const goesOn = before.kind !== 'out' && isSame(before.tenant, tenant);
    this.#token = token;
    this.#become({
      kind: 'in',
      tenant,
      client: goesOn ? before.client : this.#clientFor(() => this.#tokenOf(tenant)),
    });
  }

  /** Forgets the token. */
  signOut(): void {
    this.#token = '';
    this.#become({ kind: 'out' });
  }

  /** A client of an earlier tenant that still waits for something gets no token of a later one. */
  #tokenOf(tenant: Tenant): string {
    const { kind } = this.#state;
    return kind !== 'out' && isSame(this.#state.tenant, tenant) ? this.#token : 'ended';
  }

  #clientFor(token: () => string): Hikube {
    const { endpoint, fetch, clock } = this.#browser;
    const onError = ({ error }: { readonly error: unknown }) => {
      if (isHikubeError(error, 'unauthenticated')) this.#refuse(token());
    };
    return createClient({ endpoint, fetch, clock, token, hooks: { onError } });
  }

  #refuse(token: string): void {
    if (this.#state.kind === 'in' && token === this.#token) this.#become({ ...this.#state, kind: 'refused' });
  }

  #become(state: SessionState): void {
    this.#state = state;
    this.#listeners.tell();
  }
}

function isSame(one: Tenant, other: Tenant): boolean {
  return one.id === other.id && one.installation === other.installation;
}
