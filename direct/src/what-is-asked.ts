// What a request is about, as far as direct mode has to know it.
import { isObject, type JsonObject } from '@hikube/domain';

/** It only reads. */
export function isSafe({ method }: Pick<Request, 'method'>): boolean {
  return ['GET', 'HEAD', 'OPTIONS'].includes(method);
}

/** It asks what a write would do. */
export function isPreview({ url }: Pick<Request, 'url'>): boolean {
  return pathOf(url).startsWith('/v1/previews/');
}

/** It is about all clusters. */
export function isList({ url }: Pick<Request, 'url'>): boolean {
  return /^\/v1\/clusters(\/-\/|$)/.test(pathOf(url));
}

/** Name of the cluster in the path. */
export function clusterIn({ url }: Pick<Request, 'url'>): string | undefined {
  const [, name] = /^\/v1(?:\/previews)?\/clusters\/([a-z][a-z0-9-]*)(?:\/|$)/.exec(pathOf(url)) ?? [];
  return name;
}

/** Name of the cluster that a write is about: in the path, in the body of its creation, or in that of a hold. */
export function clusterOf(request: Pick<Request, 'url'>, body: string): string | undefined {
  const named = clusterIn(request);
  if (named !== undefined) return named;
  const { name, object } = bodyOf(body);
  const path = pathOf(request.url);
  if (path === '/v1/clusters') return textOf(name);
  return path === '/v1/holds' && isObject(object) ? textOf(object['cluster']) : undefined;
}

/** The body as an object; an empty one for anything that is none. */
export function bodyOf(text: string): JsonObject {
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) ? body : {};
  } catch {
    return {};
  }
}

export function pathOf(url: string): string {
  return new URL(url).pathname;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The same request as the one user that there is. */
export function withToken(request: Request, token: string): Request {
  const headers = new Headers(request.headers);
  headers.set('authorization', `Bearer ${token}`);
  return new Request(request, { headers });
}
