// Something that a reader asks for: under way once, and told how it ended.
import { ConnectionError, isHikubeError } from '@hikube/sdk';
import { useContext, useState } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { useHeard } from '../use-heard.ts';

/** A thing to do. */
export interface Action<Args extends readonly unknown[]> {
  readonly run: (...args: Args) => Promise<void>;
  readonly isUnderWay: boolean;
  /** Why the last try failed. */
  readonly error: unknown;
}

/**
 * @param work what is done; the sentence that it gives is said to the reader
 */
export function useAction<Args extends readonly unknown[]>(
  work: (...args: Args) => Promise<string | undefined>,
): Action<Args> {
  const { browser, say } = useContext(Surroundings);
  const [isUnderWay, setUnderWay] = useState(false);
  const [error, setError] = useState<unknown>();
  // That there was no network is no news once there is one.
  useHeard(
    () =>
      browser.onOnline(() =>
        setError((last: unknown) => (last instanceof ConnectionError ? undefined : last)),
      ),
    [browser],
  );
  return {
    isUnderWay,
    error,
    async run(...args) {
      if (isUnderWay) return;
      setUnderWay(true);
      setError(undefined);
      try {
        const done = await work(...args);
        if (done !== undefined) say(done);
      } catch (reason) {
        // That a token has ended is said where one signs in again, and is over then.
        if (!isHikubeError(reason, 'unauthenticated')) setError(reason);
      } finally {
        setUnderWay(false);
      }
    },
  };
}
