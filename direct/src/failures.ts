// Why what was asked for is not on the platform, by the name of its cluster.
import { PlatformError } from '@hikube/service/platform';

const UNTOLD = new PlatformError(
  'Untold',
  'What was asked for is kept here and was not told the platform yet: ask again.',
  { retryable: true },
);

export class Failures {
  readonly #failures = new Map<string, PlatformError>();

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
      if (error instanceof PlatformError) this.#failures.set(name, error);
      throw error;
    }
  }

  tell(name: string, isTold: boolean): void {
    const known = this.#failures.get(name);
    if (isTold && known === UNTOLD) this.#failures.delete(name);
    if (!isTold && known === undefined) this.#failures.set(name, UNTOLD);
  }

  settle(name: string): void {
    this.#failures.delete(name);
  }
}
