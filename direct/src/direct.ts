// The API as a function, over a platform that is reached when the first request comes.
import { type Connect, type Fetch, KubeconfigError } from '@hikube/platform-cozystack';
import { type Clock, PlatformError, type Random } from '@hikube/service';
import { answerRefusal, Refusal, requestIdFor } from '@hikube/service/http';
import { openSession, type Session } from './session.ts';

/** A platform, with the credential of a tenant. */
export interface Reached {
  readonly fetch: Fetch;
  /** URL of its API server, for words about a platform that is away. */
  readonly server: string;
}

export interface DirectOptions {
  /** Of the tenant, such as `tenant-acme`. */
  readonly namespace: string;
  /** @throws KubeconfigError with a sentence for the user */
  readonly reach: () => Promise<Reached>;
  /** Opens a way into a cluster with its kubeconfig. */
  readonly connect: Connect;
  readonly clock: Clock;
  readonly random: Random;
}

export interface Direct {
  /** Answers a request as the API does, whatever its host and its token. It never rejects for a failure of the platform. */
  readonly fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>;
  /** Base URL that answers through `fetch`; nothing listens there. */
  readonly endpoint: string;
  /** Ends it. What was acknowledged is on the platform, but for a deletion that waits; nothing else is kept. */
  close(): Promise<void>;
}

/** A name that can never be resolved (RFC 6761), so that a request that misses `fetch` goes nowhere. */
const ENDPOINT = 'https://direct.hikube.test/v1';

export function createDirect(options: DirectOptions): Direct {
  let opening: Promise<Session> | undefined;
  let isClosed = false;
  let server = '';
  const reach = async (): Promise<Reached> => {
    const reached = await options.reach();
    server = reached.server;
    return reached;
  };

  /** What failed is tried again by the next request. */
  function session(): Promise<Session> {
    opening ??= openSession({ ...options, reach }).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }

  return {
    endpoint: ENDPOINT,
    async fetch(input, init) {
      const request = new Request(input, init);
      try {
        if (isClosed) throw new Refusal('unavailable', 'It was closed: connect again.');
        return await (await session()).fetch(request);
      } catch (error) {
        const requestId = requestIdFor(request, options.random);
        return answerRefusal(inWords(error, server), { requestId, path: new URL(request.url).pathname });
      }
    },
    async close() {
      isClosed = true;
      const open = await opening?.catch(() => undefined);
      await open?.close();
    },
  };
}

/** Failures of a platform that have a word of their own in the API; the others pass. */
const CODES: Readonly<Record<string, 'unauthenticated' | 'forbidden'>> = {
  CredentialRefused: 'unauthenticated',
  Forbidden: 'forbidden',
  NamespaceUnknown: 'forbidden',
  NotOffered: 'forbidden',
};

/** Everything that a platform or a kubeconfig can be, in a sentence; what is left is a mistake of ours. */
function inWords(error: unknown, server: string): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof KubeconfigError)
    return new Refusal('unauthenticated', error.message, { cause: error });
  if (error instanceof PlatformError)
    return new Refusal(CODES[error.reason] ?? 'unavailable', sentenceOf(error, server), {
      cause: error,
      retryAfterSeconds: 1,
    });
  throw error;
}

/** Nobody else here knows where the platform is, and whoever has the kubeconfig may know it. */
function sentenceOf({ reason, message }: PlatformError, server: string): string {
  if (reason !== 'Unreachable' || !URL.canParse(server)) return message;
  // An address may hold a password.
  const { origin } = new URL(server);
  return `${message} The kubeconfig says that it is at ${origin}: check that address and the network.`;
}
