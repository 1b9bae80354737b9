// What bounds the callers of the Kubernetes API, in the words of Kubernetes: requests, wrong tokens and watches.
import { StatusError } from '@hikube/kubernetes-api';
import {
  Buckets,
  DEFAULT_GUESS_LIMIT,
  DEFAULT_HELD_LIMIT,
  DEFAULT_RATE_LIMIT,
  Guesses,
  type HeldLimit,
  Places,
  type RateLimit,
} from '@hikube/service/limits';
import { type Clock, digestOf } from '@hikube/service/platform';
import type { Caller } from './callers.ts';

const RETRY_WATCH_SECONDS = 10;

/** Choices that have a default. */
export interface BoundsOptions {
  readonly rateLimit?: RateLimit | 'off';
  readonly guessLimit?: RateLimit | 'off';
  readonly heldLimit?: HeldLimit | Places;
}

/** Counts for one process. */
export class Bounds {
  readonly #requests: Buckets | undefined;
  readonly #guesses: Guesses;
  readonly #watches: Places;

  constructor(clock: Clock, { rateLimit, guessLimit, heldLimit }: BoundsOptions) {
    this.#requests = rateLimit === 'off' ? undefined : new Buckets(clock, rateLimit ?? DEFAULT_RATE_LIMIT);
    this.#guesses = new Guesses(
      clock,
      guessLimit === 'off' ? undefined : (guessLimit ?? DEFAULT_GUESS_LIMIT),
    );
    this.#watches = Places.of(heldLimit ?? DEFAULT_HELD_LIMIT);
  }

  /** @throws StatusError when the kubeconfig has sent too many requests */
  countRequest({ ref, id }: Caller): void {
    this.#count(`${ref.tenant}/${id}`, 'this kubeconfig sends more than it may');
  }

  /** @throws StatusError when the address has sent too many requests without a token */
  countStranger(address: string): void {
    this.#count(`address ${address}`, 'this address sends more than it may without a token');
  }

  #count(name: string, what: string): void {
    const waitMs = this.#requests?.take(name) ?? 0;
    if (waitMs > 0) throw tooMany(what, Math.ceil(waitMs / 1000));
  }

  /**
   * Before a token is looked at.
   * @returns takes what became of it; throws, too, when others of the address were wrong meanwhile
   * @throws StatusError when the address has guessed too often
   */
  async guess(address: string, header: string): Promise<{ note(isRight: boolean): void }> {
    const digest = await digestOf(header);
    refuseGuess(this.#guesses.waitFor(address, digest));
    return { note: (isRight) => refuseGuess(this.#guesses.note(address, digest, isRight)) };
  }

  /**
   * Takes the place of a watch.
   * @returns gives it back
   * @throws StatusError when there is none
   */
  holdWatch({ ref: { tenant }, id }: Caller): () => void {
    const place = this.#watches.take({ tenant, token: id });
    if (place.free) return place.release;
    const holder =
      place.whose === 'token'
        ? `this kubeconfig holds ${place.held} watches`
        : `this tenant holds ${place.held} watches and streams`;
    throw tooMany(`${holder} open, and may hold ${place.most}; close one`, RETRY_WATCH_SECONDS);
  }
}

function refuseGuess(waitMs: number): void {
  if (waitMs > 0) throw tooMany('this address sent too many wrong tokens', Math.ceil(waitMs / 1000));
}

/** A client that asks too much, in Kubernetes' own words and what to do. */
function tooMany(what: string, retryAfterSeconds: number): StatusError {
  return new StatusError(429, 'TooManyRequests', `too many requests, please try again later: ${what}`, {
    retryAfterSeconds,
  });
}
