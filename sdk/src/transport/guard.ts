// The seam to the library that writes requests and reads answers: what it throws becomes an error of this client.
import type { Api } from '../context.ts';
import { ConfigurationError, HikubeError, UnexpectedAnswerError } from '../errors.ts';
import { systemClock } from './clock.ts';
import { checkHeaderValue } from './header-value.ts';
import { within } from './within.ts';

const METHODS = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'] as const;

/** What is looked at of a call; the full type of the library costs the compiler seconds. */
interface Call {
  readonly headers?: Readonly<Record<string, string>>;
  readonly params?: { readonly header?: Readonly<Record<string, string>> };
  readonly signal?: AbortSignal;
}
type Method = (path: string, call?: Call) => Promise<unknown>;

/** A call ends by the limits of its attempts. */
const FOR_EVER = {
  limitMs: Number.POSITIVE_INFINITY,
  clock: systemClock,
  late: () => new Error('never'),
};

/** The same client, whose calls reject with a `HikubeError` or with the reason of the caller's signal. */
export function guard(api: Api, endpoint: string): Api {
  const { origin } = new URL(endpoint);
  const methods = METHODS.map((name) => [name, guarded(api[name] as unknown as Method, origin)]);
  return { ...api, ...Object.fromEntries(methods) } as Api;
}

function guarded(method: Method, origin: string): Method {
  return async (path, call) => {
    const headers = { ...call?.headers, ...call?.params?.header };
    for (const [name, value] of Object.entries(headers)) checkHeaderValue(name, value);
    try {
      // The caller's own signal ends the call: the one inside the request may have lost its tie to it.
      return await within(() => method(path, call), { ...FOR_EVER, signal: call?.signal });
    } catch (error) {
      if (error instanceof HikubeError) throw error;
      if (call?.signal?.aborted === true && error === call.signal.reason) throw error;
      if (error instanceof SyntaxError) {
        throw new UnexpectedAnswerError(
          `${origin} answered what is called JSON and cannot be read as JSON.`,
          {
            cause: error,
          },
        );
      }
      throw new ConfigurationError(
        'The request cannot be written: something in it cannot be sent, such as an object that contains itself or half a character.',
        { cause: error },
      );
    }
  };
}
