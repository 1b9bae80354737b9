// Which cluster a request is about: by its path, or by the name in the handshake of its connection.
import { noSuchResource, type StatusError } from '@hikube/kubernetes-api';
import { rootPath } from './root-path.ts';

export { rootPath };

const ROOT = /^\/clusters\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(\/.*)?$/;
const UID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** A cluster, and what is asked of it. */
export interface Place {
  readonly uid: string;
  /** Below the root of its API. */
  readonly path: string;
}

/** @throws StatusError when no cluster is named */
export function placeOf(pathname: string, serverName: string): Place {
  const [, uid, path = '/'] = ROOT.exec(pathname) ?? [];
  if (uid !== undefined) return { uid, path };
  const named = UID.exec(serverName)?.[0];
  if (named === undefined) throw unknownPath();
  return { uid: named, path: pathname };
}

/** The request, below the root of a cluster. */
export function withRoot(request: Request, uid: string): Request {
  const url = new URL(request.url);
  if (ROOT.test(url.pathname)) return request;
  url.pathname = rootPath(uid) + url.pathname;
  return new Request(url, request);
}

/** A path that the API does not have, in Kubernetes' own words. */
export function unknownPath(): StatusError {
  return noSuchResource();
}
