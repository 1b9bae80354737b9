// A platform whose failures are told to whoever has named the kubeconfig: what it says stands in conditions and operations,
// too, and nobody else reads those here.
import { type Platform, PlatformError } from '@hikube/service/platform';
import { type Named, sentenceFor } from './words.ts';

/** @param named what is known of the kubeconfig when something fails */
export function forReader(platform: Platform, named: () => Named): Platform {
  const inWords = (error: unknown): unknown => {
    const sentence = error instanceof PlatformError ? sentenceFor(error, named()) : undefined;
    if (!(error instanceof PlatformError) || sentence === undefined) return error;
    const { reason, retryable, fields, cause } = error;
    return new PlatformError(reason, sentence, { retryable, fields, cause });
  };
  const { access, retained } = platform;
  return {
    ...told(platform, inWords),
    access: told(access, inWords),
    ...(retained && { retained: told(retained, inWords) }),
  };
}

/** The same, with other words where a call fails. */
function told<Calls extends object>(calls: Calls, inWords: (error: unknown) => unknown): Calls {
  const other = Object.entries(calls).map(([name, call]: [string, unknown]) => {
    if (typeof call !== 'function') return [name, call];
    const asked = (...args: unknown[]): unknown => {
      const answer: unknown = call(...args);
      if (!(answer instanceof Promise)) return answer;
      return answer.catch((error: unknown) => {
        throw inWords(error);
      });
    };
    return [name, asked];
  });
  return Object.fromEntries(other) as Calls;
}
