// The API as a function, over a platform that is reached when the first request comes.
import type { Connect, Fetch } from '@hikube/platform-cozystack';
import type { Clock, Random } from '@hikube/service';
import { answerRefusal, Refusal, requestIdFor } from '@hikube/service/http';
import { openSession, type Session } from './session.ts';
import { isSafe } from './what-is-asked.ts';
import { type Failed, failedBy, type Named, serverOf } from './words.ts';

/** A platform, with the credential of a tenant. */
export interface Reached {
  readonly fetch: Fetch;
  /** URL of its API server, for words about a platform that is away. */
  readonly server: string;
  /** Name of the user in the kubeconfig, for words about a credential that is refused. */
  readonly userName?: string | undefined;
}

export interface DirectOptions {
  /** Of the tenant, such as `tenant-acme`. */
  readonly namespace: string;
  /** How the kubeconfig is called, for words about it. */
  readonly named?: Pick<Named, 'file' | 'context'>;
  /** @throws KubeconfigError with a sentence for the user */
  readonly reach: () => Promise<Reached>;
  /** Opens a way into a cluster with its kubeconfig. */
  readonly connect: Connect;
  readonly clock: Clock;
  readonly random: Random;
}

export interface Direct {
  /**
   * Answers a request as the API does, whatever its host and its token. It never rejects for a failure of the platform: the
   * problem then says as `failedAt` whether that is the kubeconfig, the connection or the credential.
   */
  readonly fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>;
  /** Base URL that answers through `fetch`; nothing listens there. */
  readonly endpoint: string;
  /** Where the platform is: scheme, host and port. Undefined until the kubeconfig was read. */
  readonly server: () => string | undefined;
  /** Ends it. What was acknowledged is on the platform, but for a deletion that waits; nothing else is kept. */
  close(): Promise<void>;
}

/** A name that can never be resolved (RFC 6761), so that a request that misses `fetch` goes nowhere. */
const ENDPOINT = 'https://direct.hikube.test/v1';

export function createDirect(options: DirectOptions): Direct {
  let opening: Promise<Session> | undefined;
  let isClosed = false;
  let isKnown = false;
  let named: Named = options.named ?? {};
  const reach = async (): Promise<Reached> => {
    const reached = await options.reach();
    named = { ...options.named, server: reached.server, userName: reached.userName };
    return reached;
  };

  /** What failed is tried again by the next request. */
  function session(): Promise<Session> {
    opening ??= openSession({ ...options, reach, named: () => named }).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }

  return {
    endpoint: ENDPOINT,
    server: () => serverOf(named),
    async fetch(input, init) {
      const request = new Request(input, init);
      try {
        if (isClosed) throw new Refusal('unavailable', 'It was closed: connect again.');
        const answer = await (await session()).fetch(request);
        isKnown = true;
        return answer;
      } catch (error) {
        const requestId = requestIdFor(request, options.random);
        const failed = failedBy(error, named, { isKnown, isRead: isSafe(request) });
        return answerOf(failed, { requestId, path: new URL(request.url).pathname });
      }
    },
    async close() {
      isClosed = true;
      const open = await opening?.catch(() => undefined);
      await open?.close();
    },
  };
}

/** The problem, with where it has failed as a member of its own. */
async function answerOf(
  { refusal, failedAt }: Failed,
  facts: Parameters<typeof answerRefusal>[1],
): Promise<Response> {
  const answer = answerRefusal(refusal, facts);
  if (failedAt === undefined) return answer;
  const { status, headers } = answer;
  const problem = (await answer.json()) as object;
  return new Response(JSON.stringify({ ...problem, failedAt }), { status, headers });
}
