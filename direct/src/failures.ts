// Why what was asked for is not on the platform, by the name of its cluster.
import { PlatformError } from '@hikube/service/platform';

const UNTOLD = new PlatformError(
  'Untold',
  'What was asked for is kept here and was not told the platform yet: ask again.',
  { retryable: true },
);

/** What went on then is in no words that are known here; a look from here tells nothing of it. */
const UNFORESEEN = new PlatformError(
  'Unforeseen',
  'Whether what was asked for is on the platform is not known: ask again.',
  { retryable: true },
);

export class Failures {
  readonly #failures = new Map<string, PlatformError>();

  /** The last one; undefined when all of it is there. */
  of(name: string): PlatformError | undefined {
    return this.#failures.get(name);
  }

  /** Does something on the platform; what the platform says to it takes the place of what it said before. */
  async during<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    try {
      const result = await work();
      this.#failures.delete(name);
      return result;
    } catch (error) {
      // Also what nobody foresaw has kept it from the platform.
      this.#failures.set(name, error instanceof PlatformError ? error : UNFORESEEN);
      throw error;
    }
  }

  /** What was told takes the failure away that it was not; what was not told is one, where no better reason is known. */
  tell(name: string, isTold: boolean): void {
    const known = this.#failures.get(name);
    if (isTold && known === UNTOLD) this.#failures.delete(name);
    if (!isTold && known === undefined) this.#failures.set(name, UNTOLD);
  }

  /** It is asked for no more. */
  settle(name: string): void {
    this.#failures.delete(name);
  }
}
