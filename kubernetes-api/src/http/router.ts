// From a request to its answer: who asks, whether he may, what is meant, and who does it.
import { forbidden, identify, impersonate } from '../access/identify.ts';
import { handleReview, isReview } from '../access/reviews.ts';
import type { User } from '../access/seams.ts';
import { handleTokenRequest } from '../access/token-request.ts';
import { discover, groupsOf } from '../discovery/discovery.ts';
import { health, pathList, version } from '../discovery/health.ts';
import type { Kind, Subresource } from '../kinds/kind.ts';
import { KUBERNETES_VERSION } from '../kinds/official.ts';
import type { OpenApi } from '../openapi/serve.ts';
import { handleGet, handleList } from '../read/list.ts';
import { withWarnings } from '../read/respond-object.ts';
import { attributesOf, type Call, type Server } from '../server.ts';
import { internal, methodNotAllowed, noSuchResource, StatusError } from '../status/status.ts';
import { StorageFull } from '../storage/storage.ts';
import { handleWatch } from '../watch/watch.ts';
import { handleCreate } from '../write/create.ts';
import { handleDelete, handleDeleteCollection } from '../write/delete.ts';
import { handlePatch } from '../write/patch.ts';
import { handleScale } from '../write/scale.ts';
import { handleUpdate } from '../write/update.ts';
import { type Accepted, negotiate, negotiateObject } from './negotiate.ts';
import { parseRequestInfo, type RequestInfo } from './request-info.ts';
import { respondError, respondText, type Wishes, wishesOf } from './respond.ts';

type Handler = (server: Server, call: Call) => Promise<Response>;

const HANDLERS: Readonly<Record<string, Handler>> = {
  get: handleGet,
  list: handleList,
  watch: handleWatch,
  create: handleCreate,
  update: handleUpdate,
  patch: handlePatch,
  delete: handleDelete,
  deletecollection: handleDeleteCollection,
};

/** As etcd's refusal comes through, and what the storage says of it. */
function full({ message }: StorageFull): string {
  return `etcdserver: mvcc: database space exceeded${message === '' ? '' : `: ${message}`}`;
}

const PAGE_NOT_FOUND = '404 page not found\n';

export class Router {
  readonly #server: Server;
  readonly #openApi: OpenApi;
  readonly #onFailure: (error: unknown) => void;

  constructor(server: Server, openApi: OpenApi, onFailure: (error: unknown) => void) {
    this.#server = server;
    this.#openApi = openApi;
    this.#onFailure = onFailure;
  }

  /** Never rejects. */
  async answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const wishes = wishesOf(url.searchParams, request.headers);
    const accepted = negotiate(request.headers.get('accept'), () => true);
    const warnings: string[] = [];
    const response = await this.#try(request, url, wishes, accepted, warnings);
    response.headers.set('audit-id', this.#server.random.uuid());
    // Who is served first is nobody's concern here; clients look whether the headers are there.
    for (const name of ['flowschema', 'prioritylevel'])
      response.headers.set(`x-kubernetes-pf-${name}-uid`, '');
    const told = withWarnings(response, warnings);
    return request.method === 'HEAD' ? new Response(null, told) : told;
  }

  async #try(
    request: Request,
    url: URL,
    wishes: Wishes,
    accepted: Accepted | undefined,
    warnings: string[],
  ): Promise<Response> {
    try {
      return await this.#route(request, url, wishes, warnings);
    } catch (error) {
      if (error instanceof PageNotFound) return respondText(PAGE_NOT_FOUND, 404);
      if (error instanceof StorageFull) return respondError(internal(full(error)), wishes);
      if (!(error instanceof StatusError)) this.#onFailure(error);
      const refusal =
        error instanceof StatusError
          ? error
          : new StatusError(
              500,
              'InternalError',
              'Internal error occurred: the server made a mistake; it has been reported',
              {
                causes: [{ message: 'the server made a mistake' }],
              },
            );
      // A refusal is never in a form that only objects have.
      const type = accepted?.type === 'application/yaml' ? accepted.type : 'application/json';
      return respondError(refusal, wishes, type);
    }
  }

  async #route(request: Request, url: URL, wishes: Wishes, warnings: string[]): Promise<Response> {
    const { root } = this.#server;
    if (root !== '' && url.pathname !== root && !url.pathname.startsWith(`${root}/`))
      throw new PageNotFound();
    const path = url.pathname.slice(root.length) || '/';
    const info = parseRequestInfo(request.method, path, url.searchParams);
    const known = await identify(request, this.#server);
    const user = await impersonate(request, known, this.#server.authorise);
    const decision = await this.#server.authorise(attributesOf(info, user));
    if (!decision.allowed && !(health(info.path, url.searchParams) && info.path.split('/').length === 2))
      throw forbidden(attributesOf(info, user), decision.reason);
    if (!info.isResource) return this.#document(request, url, info, wishes);
    const kind = this.#server.registry.find(info.group, info.version, info.resource);
    if (kind === undefined) throw this.#unknown(info);
    if (kind.custom?.deprecation !== undefined) warnings.push(kind.custom.deprecation);
    return this.#resource(request, url, info, kind, user, wishes, warnings);
  }

  /** A group that nobody serves has no page; one that is served has no such resource. */
  #unknown({ group }: RequestInfo): Error {
    const isServed =
      group === '' ||
      this.#server.registry.all.some((kind) => kind.group === group && kind.custom === undefined);
    return isServed ? noSuchResource() : new PageNotFound();
  }

  async #document(request: Request, url: URL, info: RequestInfo, wishes: Wishes): Promise<Response> {
    const { path } = info;
    const healthy = health(path, url.searchParams);
    if (healthy !== undefined) return healthy;
    const { registry } = this.#server;
    if (path === '/version' || path === '/version/') {
      if (request.method !== 'GET') throw methodNotAllowed();
      return version(KUBERNETES_VERSION, this.#server.version(), wishes);
    }
    if (path === '/') return pathList(this.#paths(), wishes);
    if (path.startsWith('/openapi/')) {
      const answer = await this.#openApi.serve(path, request.headers, url.searchParams, wishes);
      if (answer !== undefined) return answer;
    }
    const isRoot = path === '/apis' || path === '/apis/';
    const found = discover(registry, { path, accept: request.headers.get('accept'), host: url.host, wishes });
    if (found !== undefined) {
      if (request.method !== 'GET' && !isRoot) {
        const refused = respondError(methodNotAllowed(), wishes);
        refused.headers.set('content-type', 'text/plain; charset=utf-8');
        return refused;
      }
      return found;
    }
    if (/^\/api\/[^/]+\/?$/.test(path)) throw noSuchResource();
    const [, group] = /^\/apis\/([^/]+)\/[^/]+\/?$/.exec(path) ?? [];
    if (group !== undefined && registry.all.some((kind) => kind.group === group && kind.custom === undefined))
      throw noSuchResource();
    return respondText(PAGE_NOT_FOUND, 404);
  }

  #paths(): string[] {
    const groups = groupsOf(this.#server.registry);
    const versions = groups.flatMap(({ name, versions: all }) => [
      `/apis/${name}`,
      ...all.map((one) => `/apis/${name}/${one}`),
    ]);
    return [
      '/api',
      '/api/v1',
      '/apis',
      ...versions,
      '/healthz',
      '/livez',
      '/openapi/v2',
      '/openapi/v3',
      '/readyz',
      '/version',
    ].sort();
  }

  async #resource(
    request: Request,
    url: URL,
    info: RequestInfo,
    kind: Kind,
    user: User,
    wishes: Wishes,
    warnings: string[],
  ): Promise<Response> {
    if (info.rest.length > 0) throw noSuchResource();
    const part = kind.subresources.find(({ name }) => name === info.subresource);
    if (info.subresource !== '' && part === undefined) throw noSuchResource();
    // A namespace in the path of what is in none, or the other way round for what needs one.
    if (!kind.namespaced && kind.resource !== 'namespaces' && info.namespace !== '') throw noSuchResource();
    if (
      kind.resource === 'namespaces' &&
      info.name !== info.namespace &&
      info.namespace !== '' &&
      info.name !== ''
    )
      throw noSuchResource();
    // The host of the server may have words of its own for what it does not do.
    await this.#server.admission.begin?.(attributesOf(info, user));
    const handler = handlerOf(kind, part, info, request.method);
    const call: Call = {
      request,
      query: url.searchParams,
      info: kind.namespaced ? info : { ...info, namespace: '' },
      kind,
      user,
      wishes,
      accepted: negotiateObject(request.headers.get('accept'), {
        stream: info.verb === 'watch',
        protobuf: kind.custom === undefined && kind.hosted === undefined,
      }),
      warn: (sentence) => void warnings.push(sentence),
    };
    return handler(this.#server, call);
  }
}

/** A path that is no page at all. */
class PageNotFound extends Error {}

function handlerOf(kind: Kind, part: Subresource | undefined, info: RequestInfo, method: string): Handler {
  const { verb } = info;
  if (method === 'HEAD' || verb === '') throw methodNotAllowed();
  if (part !== undefined) {
    if (!part.verbs.includes(verb) || info.name === '') throw methodNotAllowed();
    if (part.name === 'token') return handleTokenRequest;
    if (part.name === 'scale') return handleScale;
    return HANDLERS[verb]!;
  }
  const many = ['list', 'watch', 'create', 'deletecollection'].includes(verb);
  if (!kind.verbs.includes(verb)) throw methodNotAllowed();
  if (verb === 'create' && (info.name !== '' || (kind.namespaced && info.namespace === '')))
    throw methodNotAllowed();
  if (verb === 'deletecollection' && kind.namespaced && info.namespace === '') throw methodNotAllowed();
  if (!many && info.name === '') throw methodNotAllowed();
  if (verb === 'create' && isReview(kind)) return handleReview;
  return HANDLERS[verb]!;
}
