// The Kubernetes API of every cluster as one function: `/clusters/<uid>` is the root of a cluster's own API.
import type { HeldLimit, RateLimit } from '@hikube/service/limits';
import type { Clock, ClusterRef, RawConnection } from '@hikube/service/platform';
import type { AccessRecord } from '../../access/records.ts';
import { findResource } from '../resources.ts';
import type { ClusterReader, ClusterSnapshot } from '../snapshot.ts';
import { readReview } from './body.ts';
import { Bounds } from './bounds.ts';
import { describeApi } from './describe-api.ts';
import { readObjects } from './read-objects.ts';
import { parseResourceRequest, type ResourceRequest } from './request.ts';
import { answerReview, REVIEWS, userName } from './reviews.ts';
import { allows } from './roles.ts';
import { SharedTexts } from './shared-texts.ts';
import { RecentSnapshots } from './snapshots.ts';
import { jsonResponse, refusalResponse, StatusError, unknownPath } from './status.ts';

/** Who may ask, and about which cluster. */
export interface Callers {
  /** What a token stands for now. */
  find(token: string): Promise<AccessRecord | undefined>;
  /** The cluster of that uid. */
  refOf(uid: string): Promise<ClusterRef | undefined>;
}

/** What the API is made of. */
export interface KubernetesApiOptions extends KubernetesApiSettings {
  readonly clock: Clock;
  readonly reader: ClusterReader;
  readonly callers: Callers;
}

/** Choices that have a default. */
export interface KubernetesApiSettings {
  /** Requests of a kubeconfig, and without one of an address; `off` counts none. Default: 2,000 at once, 500 per second. */
  readonly rateLimit?: RateLimit | 'off';
  /** Wrong tokens from one address; `off` counts none. Default: 20 at once, 1 per second. */
  readonly guessLimit?: RateLimit | 'off';
  /** Watches that may be open at once. Default: 256 of a kubeconfig, 1,024 of a tenant. */
  readonly heldLimit?: HeldLimit;
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

const ROOT = /^\/clusters\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(\/.*)?$/;
const UID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const BEARER = /^bearer ([^\s,]+)$/i;
const PUBLIC = ['/version', '/healthz', '/livez', '/readyz'];
const READS: readonly string[] = ['get', 'list', 'watch'];

/** The path of the root of a cluster's API. */
export function rootPath(uid: string): string {
  return `/clusters/${uid}`;
}

/** Builds the API. */
export function createKubernetesApi(options: KubernetesApiOptions): KubernetesApi {
  const { clock, reader, callers, onFailure = () => {} } = options;
  const recent = new RecentSnapshots();
  const stopping = new AbortController();
  const bounds = new Bounds(clock, options);
  const texts = new SharedTexts();
  const answerer = new Answerer({ clock, reader, callers, recent, bounds, texts, stopping: stopping.signal });
  return {
    async fetch(request, connection = {}) {
      try {
        return await answerer.answer(request, connection);
      } catch (error) {
        if (!(error instanceof StatusError)) onFailure(error);
        const refusal =
          error instanceof StatusError
            ? error
            : new StatusError('InternalError', 'the service made a mistake');
        return refusalResponse(refusal);
      }
    },
    stop: () => stopping.abort(),
  };
}

/** A cluster, and what is asked of it. */
interface Place {
  readonly uid: string;
  /** Below the root of its API. */
  readonly path: string;
  /** Path of that root, as the caller writes it. */
  readonly root: string;
}

function placeOf(pathname: string, serverName: string): Place {
  const [, uid, path = '/'] = ROOT.exec(pathname) ?? [];
  if (uid !== undefined) return { uid, path, root: rootPath(uid) };
  const named = UID.exec(serverName)?.[0];
  if (named === undefined) throw unknownPath();
  return { uid: named, path: pathname, root: '' };
}

interface Parts {
  readonly callers: Callers;
  readonly clock: Clock;
  readonly reader: ClusterReader;
  readonly recent: RecentSnapshots;
  readonly bounds: Bounds;
  readonly texts: SharedTexts;
  readonly stopping: AbortSignal;
}

class Answerer {
  readonly #parts: Parts;
  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async answer(request: Request, { serverName = '', address = '' }: RawConnection): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const { uid, path, root } = placeOf(pathname, serverName);
    const token = request.headers.get('authorization');
    if (token === null && PUBLIC.includes(path)) {
      this.#parts.bounds.countStranger(address);
      return this.#answerPublic(request, { uid, path, root });
    }
    const access = await this.#authenticate(token, uid, address);
    this.#parts.bounds.countRequest(access);
    const snapshot = await this.#read(access);
    const description = describeApi({ request, path, root, snapshot });
    if (description !== undefined) return description;
    refuseWithoutControlPlane(snapshot);
    const wanted = parseResourceRequest(request.method, path, searchParams);
    if (wanted === undefined) throw unknownPath();
    authorise(wanted, access);
    const review = REVIEWS.find(({ group, name }) => group === wanted.group && name === wanted.resource);
    if (review !== undefined && wanted.verb === 'create') {
      return jsonResponse(answerReview(review.name, await readReview(request), access), 201);
    }
    const resource = findResource(wanted.group, wanted.version, wanted.resource);
    if (resource === undefined || wanted.subresource !== undefined) throw unknownPath();
    if (!READS.includes(wanted.verb)) throw readOnly(wanted);
    return readObjects({
      ...this.#parts,
      request: wanted,
      resource,
      query: searchParams,
      accept: request.headers.get('accept'),
      access,
      snapshot,
      renew: async () => this.#read(await this.#find(token, uid)),
    });
  }

  /** As every cluster does, it tells strangers its version and whether it lives. */
  async #answerPublic(request: Request, { uid, path, root }: Place): Promise<Response> {
    const ref = await this.#parts.callers.refOf(uid);
    const identity = ref && { tenant: ref.tenant, cluster: ref.name, uid };
    const snapshot = identity && (await this.#parts.reader.read(identity));
    if (snapshot === undefined) throw unknownPath();
    return describeApi({ request, path, root, snapshot }) ?? jsonResponse({}, 404);
  }

  /** As `#find`, for somebody who asks anew: an address that guesses is slowed down. */
  async #authenticate(header: string | null, uid: string, address: string): Promise<AccessRecord> {
    const guess = await this.#parts.bounds.guess(address, header ?? '');
    try {
      const access = await this.#find(header, uid);
      guess.note(true);
      return access;
    } catch (error) {
      if (error instanceof StatusError && header !== null) guess.note(false);
      throw error;
    }
  }

  async #find(header: string | null, uid: string): Promise<AccessRecord> {
    const token = BEARER.exec(header ?? '')?.[1];
    const access = token === undefined ? undefined : await this.#parts.callers.find(token);
    if (access?.uid !== uid) throw new StatusError('Unauthorized', 'Unauthorized');
    return access;
  }

  async #read(access: AccessRecord): Promise<ClusterSnapshot> {
    const snapshot = await this.#parts.reader.read(access);
    if (snapshot === undefined) throw new StatusError('Unauthorized', 'Unauthorized');
    return snapshot;
  }
}

function refuseWithoutControlPlane({ isServed }: ClusterSnapshot): void {
  if (isServed) return;
  throw new StatusError(
    'ServiceUnavailable',
    'no API server of this cluster is up now: try again in a moment',
  );
}

function authorise(wanted: ResourceRequest, access: AccessRecord): void {
  if (allows(access.role, wanted)) return;
  const { verb, group, resource, subresource, namespace, name } = wanted;
  const target = subresource === undefined ? resource : `${resource}/${subresource}`;
  const subject = `${target}${group === '' ? '' : `.${group}`}${name === undefined ? '' : ` "${name}"`}`;
  const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  throw new StatusError(
    'Forbidden',
    `${subject} is forbidden: User "${userName(access)}" cannot ${verb} resource "${target}" in API group "${group}" ${where}: the kubeconfig has the role ${access.role}`,
    { ...(name === undefined ? {} : { name }), group, kind: resource },
  );
}

function readOnly({ verb, resource, group, name }: ResourceRequest): StatusError {
  return new StatusError(
    'MethodNotAllowed',
    `this cluster is simulated and read-only: it cannot ${verb} ${resource}, and nothing was changed; change the cluster itself through the Hikube API`,
    { ...(name === undefined ? {} : { name }), group, kind: resource },
  );
}
