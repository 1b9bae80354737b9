// Wrong tokens: whoever guesses gets a few at once and then one in a while. An address is often shared, by an office or a
// proxy, so that a token which was right a moment ago goes on being answered while somebody beside it guesses.
import type { Clock } from '../clock.ts';
import { Buckets, type Level, type RateLimit } from './buckets.ts';

/** Who asks: the address that the connection comes from, empty where there is none, such as inside of a process. */
export type Address = string;

/** A person who mistypes never notices; a guesser of 240 bits has no use for more. */
export const DEFAULT_GUESS_LIMIT: RateLimit = { burst: 20, perSecond: 1 };

// Digests of tokens, which are short.
const MOST_KNOWN = 10_000;

/** Counts wrong tokens by address. */
export class Guesses {
  readonly #buckets: Buckets | undefined;
  /** Digests of tokens that were right, the latest last. */
  readonly #known = new Set<string>();

  /** @param limit undefined turns it off */
  constructor(clock: Clock, limit: RateLimit | undefined) {
    this.#buckets = limit && new Buckets(clock, limit);
  }

  /** What an address may send, and what it has left; undefined where nobody is counted. */
  of(address: Address): { readonly limit: RateLimit; readonly level: Level } | undefined {
    if (address === '' || this.#buckets === undefined) return undefined;
    return { limit: this.#buckets.limit, level: this.#buckets.level(subnetOf(address)) };
  }

  /** Milliseconds for which this token is not even looked at. */
  waitFor(address: Address, digest: string): number {
    if (address === '' || this.#known.has(digest)) return 0;
    return this.#buckets?.waitFor(subnetOf(address)) ?? 0;
  }

  /**
   * Notes what became of a token.
   * @returns as {@link waitFor}: more than 0 when others of the address were looked at meanwhile and were wrong, too
   */
  note(address: Address, digest: string, isRight: boolean): number {
    this.#known.delete(digest);
    if (!isRight) return address === '' ? 0 : (this.#buckets?.take(subnetOf(address)) ?? 0);
    this.#known.add(digest);
    const [oldest] = this.#known;
    if (this.#known.size > MOST_KNOWN && oldest !== undefined) this.#known.delete(oldest);
    return 0;
  }
}

/** Whoever has one IPv6 address has all 2^64 of its network. */
function subnetOf(address: Address): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.toLowerCase().split('%', 1)[0]!.split('::');
  const first = head.split(':').filter(Boolean);
  const last = tail.split(':').filter(Boolean);
  const zeros = address.includes('::') ? Math.max(0, 8 - first.length - last.length) : 0;
  return [...first, ...Array.from({ length: zeros }, () => '0'), ...last].slice(0, 4).join(':');
}
