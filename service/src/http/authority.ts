// The authority of an answer that is held: its token is looked at again when its record changes, when it expires, and every
// few seconds, because hints about changes can be lost.
import type { Clock } from '../clock.ts';
import { LOOK_EVERY_MS } from '../handlers/waiting/bell.ts';
import type { RecordWatch } from '../handlers/waiting/record-watch.ts';
import { verifyDigest } from '../identity/token.ts';
import { tokenKey } from '../model/keys.ts';
import type { Store } from '../store/store.ts';
import { unauthenticated } from './credential.ts';

/** What looking needs. */
export interface AuthorityTools {
  readonly store: Store;
  readonly clock: Clock;
  readonly recordWatch: RecordWatch;
}

/** A token that is being watched. */
export interface Authority {
  /** Aborted with a Refusal once the token is worth nothing. */
  readonly signal: AbortSignal;
  /** Stops watching. */
  end(): void;
}

/** Watches over the token until `end`. */
export function guardAuthority(tools: AuthorityTools, digest: string): Authority {
  return new Guard(tools, digest);
}

class Guard implements Authority {
  readonly #tools: AuthorityTools;
  readonly #digest: string;
  readonly #lost = new AbortController();
  readonly #unsubscribe: () => void;
  #cancelTimer = (): void => {};
  #looking = false;
  #again = false;
  #ended = false;

  constructor(tools: AuthorityTools, digest: string) {
    this.#tools = tools;
    this.#digest = digest;
    this.#unsubscribe = tools.recordWatch.subscribe(tokenKey(digest), this.#wake);
    // It may have ended between the look that let the request in and this subscription.
    this.#wake();
  }

  get signal(): AbortSignal {
    return this.#lost.signal;
  }

  end(): void {
    this.#ended = true;
    this.#cancelTimer();
    this.#unsubscribe();
  }

  /** One look at a time; what happens meanwhile leads to another one. */
  readonly #wake = (): void => {
    this.#again = true;
    if (this.#looking) return;
    this.#looking = true;
    this.#cancelTimer();
    void this.#look();
  };

  async #look(): Promise<void> {
    const { store, clock } = this.#tools;
    let restMs = 0;
    while (this.#again && !this.#ended) {
      this.#again = false;
      restMs = LOOK_EVERY_MS;
      // A store that is away says nothing about the token: the next look will.
      const found = await verifyDigest(store, this.#digest, clock.now()).catch(() => undefined);
      if (found?.valid === false) {
        this.end();
        this.#lost.abort(unauthenticated(found.reason));
      } else if (found?.valid === true && found.expiresAt !== null)
        restMs = Math.min(restMs, found.expiresAt - clock.now());
    }
    this.#looking = false;
    if (!this.#ended) this.#cancelTimer = clock.schedule(clock.now() + restMs, this.#wake);
  }
}
