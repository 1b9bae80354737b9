// The Kubernetes API of every cluster as one function: `/clusters/<uid>` is the root of a cluster's own API.
import { StatusError, statusResponse, type User, unauthorized } from '@hikube/kubernetes-api';
import type { HeldLimit, Places, RateLimit } from '@hikube/service/limits';
import type { Clock, Random, RawConnection } from '@hikube/service/platform';
import type { Envelope } from '@hikube/service/secrets';
import type { Store } from '@hikube/service/store';
import { Bounds } from './bounds.ts';
import { type Caller, type Callers, userOf } from './callers.ts';
import { Clusters, type Looked } from './clusters.ts';
import { refuseNow } from './control-plane.ts';
import { heldWatch } from './held-watch.ts';
import { Feed } from './objects/feed.ts';
import { unreachable } from './objects/refusals.ts';
import { placeOf, rootPath, unknownPath, withRoot } from './place.ts';
import type { ClusterReader } from './snapshot.ts';

/** What the API is made of. */
export interface KubernetesApiOptions extends KubernetesApiSettings {
  readonly clock: Clock;
  readonly random: Random;
  readonly store: Store;
  readonly envelope: Envelope;
  readonly reader: ClusterReader;
  readonly callers: Callers;
  /** What signs the tokens of a cluster's service accounts, the same for all replicas. */
  signingKey(uid: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** Choices that have a default. */
export interface KubernetesApiSettings {
  /** Requests of a kubeconfig, and without one of an address; `off` counts none. Default: 2,000 at once, 500 per second. */
  readonly rateLimit?: RateLimit | 'off';
  /** Wrong tokens from one address; `off` counts none. Default: 20 at once, 1 per second. */
  readonly guessLimit?: RateLimit | 'off';
  /**
   * Watches that may be open at once; `Places` share them with whatever else is held open. Default: 256 of a kubeconfig,
   * 1,024 of a tenant.
   */
  readonly heldLimit?: HeldLimit | Places;
  /** What users may keep in one cluster. Default: 5,000 objects, 64 MiB of JSON. */
  readonly objectLimits?: { readonly objects: number; readonly bytes: number };
  /** Told of failures, without any detail that belongs to a caller. */
  readonly onFailure?: (error: unknown) => void;
}

/** The API of all clusters. */
export interface KubernetesApi {
  /**
   * Answers a request. It never rejects: every failure is a Status.
   * @param connection paths below no cluster, such as those of `kubectl get --raw`, are of the cluster in its handshake
   */
  fetch(request: Request, connection?: RawConnection): Promise<Response>;
  /** Ends all watches. */
  stop(): void;
}

const BEARER = /^bearer ([^\s,]+)$/i;
const PUBLIC = ['/version', '/healthz', '/livez', '/readyz'];
const DEFAULT_LIMITS = { objects: 5_000, bytes: 64 * 1024 * 1024 };

/** Builds the API. */
export function createClusterApis(options: KubernetesApiOptions): KubernetesApi {
  const { onFailure = () => {} } = options;
  const answerer = new Answerer({ ...options, onFailure });
  return {
    async fetch(request, connection = {}) {
      try {
        return await answerer.answer(request, connection);
      } catch (thrown) {
        if (!(thrown instanceof StatusError)) onFailure(thrown);
        const error = unreachable(thrown);
        return statusResponse(
          error instanceof StatusError
            ? error
            : new StatusError(500, 'InternalError', 'the service made a mistake'),
        );
      }
    },
    stop: () => void answerer.stop(),
  };
}

class Answerer {
  readonly #options: KubernetesApiOptions & { readonly onFailure: (error: unknown) => void };
  readonly #bounds: Bounds;
  readonly #clusters: Clusters;
  /** Who asks, as the library is told. */
  readonly #users = new WeakMap<Request, User>();
  #stopped = false;

  constructor(options: KubernetesApiOptions & { readonly onFailure: (error: unknown) => void }) {
    this.#options = options;
    const { clock, store, objectLimits: limits = DEFAULT_LIMITS } = options;
    this.#bounds = new Bounds(clock, options);
    const feed = new Feed(store);
    const authenticate = (request: Request, uid: string) => this.#known(request, uid);
    this.#clusters = new Clusters({ ...options, feed, limits, authenticate }, rootPath);
  }

  async answer(request: Request, { serverName = '', address = '' }: RawConnection): Promise<Response> {
    const place = placeOf(new URL(request.url).pathname, serverName);
    const header = request.headers.get('authorization');
    if (header === null && PUBLIC.includes(place.path)) {
      this.#bounds.countStranger(address);
      return this.#ofCluster(place.uid, (looked) => this.#pass(request, looked, place.uid));
    }
    const guess = await this.#bounds.guess(address, header ?? '');
    const [caller, looked] = await this.#identify(request, place.uid).catch((error: unknown) => {
      if (error instanceof StatusError && header !== null) guess.note(false);
      throw error;
    });
    guess.note(true);
    this.#bounds.countRequest(caller);
    return this.#serve(request, looked, caller);
  }

  /** Who asks, and the cluster. @throws StatusError when nobody knows him */
  async #identify(request: Request, uid: string): Promise<readonly [Caller, Looked]> {
    const caller = await this.#find(request.headers.get('authorization'), uid);
    const looked = await this.#clusters.look(caller.ref);
    if (looked === undefined) throw unauthorized();
    if (caller.access === undefined) await refuseUnknown(request, looked, uid);
    return [caller, looked];
  }

  async #ofCluster(uid: string, answer: (looked: Looked) => Promise<Response>): Promise<Response> {
    const ref = await this.#options.callers.refOf(uid);
    const looked = ref && (await this.#clusters.look(ref));
    // As every cluster does, it tells strangers its version and whether it lives.
    if (looked === undefined) throw unknownPath();
    return answer(looked);
  }

  async #find(header: string | null, uid: string): Promise<Caller> {
    const token = BEARER.exec(header ?? '')?.[1];
    const { callers } = this.#options;
    const access = token === undefined ? undefined : await callers.find(token);
    if (access?.uid === uid) {
      const { tenant, cluster: name, id } = access;
      return { ref: { tenant, name, uid }, id, access };
    }
    // Three parts: perhaps the cluster gave it out.
    const ref = token?.split('.').length === 3 ? await callers.refOf(uid) : undefined;
    if (ref === undefined) throw unauthorized();
    return { ref, id: `service accounts of ${uid}` };
  }

  /** For the library: who sent a request, or a token that somebody wants to have reviewed. */
  async #known(request: Request, uid: string): Promise<User | undefined> {
    const user = this.#users.get(request);
    if (user !== undefined || request.headers.get('authorization') === null) return user;
    const token = BEARER.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
    const access = await this.#options.callers.find(token);
    if (access?.uid !== uid) throw unauthorized();
    return userOf(access);
  }

  async #serve(request: Request, looked: Looked, caller: Caller): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const isWatch = searchParams.has('watch') || pathname.includes('/watch/');
    if (!isWatch) return this.#pass(request, looked, caller.ref.uid, caller);
    const leave = this.#bounds.holdWatch(caller);
    const release = looked.cluster.hold();
    const ended = (): void => {
      leave();
      release();
    };
    try {
      const response = await this.#pass(request, looked, caller.ref.uid, caller);
      if (response.status !== 200 || response.body === null) {
        ended();
        return response;
      }
      const check = () => this.#check(request, caller);
      const body = heldWatch(response.body, { clock: this.#options.clock, check, ended });
      return new Response(body, { status: 200, headers: response.headers });
    } catch (error) {
      ended();
      throw error;
    }
  }

  /** Whether the caller of a watch may still look. @throws StatusError when not */
  async #check(request: Request, caller: Caller): Promise<void> {
    if (!this.#stopped) await this.#identify(request, caller.ref.uid);
  }

  async #pass(request: Request, looked: Looked, uid: string, caller?: Caller): Promise<Response> {
    const told = withRoot(request, uid);
    const refused = refuseNow(told, looked.snapshot, rootPath(uid));
    if (refused !== undefined) return refused;
    if (caller?.access !== undefined) this.#users.set(told, userOf(caller.access));
    return looked.cluster.api.fetch(told);
  }

  stop(): Promise<void> {
    this.#stopped = true;
    return this.#clusters.close();
  }
}

/** Asks the cluster who has a token that it gave out itself. @throws StatusError when nobody has */
async function refuseUnknown(request: Request, { cluster }: Looked, uid: string): Promise<void> {
  const path = `${rootPath(uid)}/apis/authentication.k8s.io/v1/selfsubjectreviews`;
  const { status } = await cluster.api.fetch(
    new Request(new URL(path, request.url), {
      method: 'POST',
      headers: {
        authorization: request.headers.get('authorization') ?? '',
        'content-type': 'application/json',
      },
      body: '{}',
    }),
  );
  if (status === 401) throw unauthorized();
}
