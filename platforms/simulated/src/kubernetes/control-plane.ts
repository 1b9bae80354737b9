// What a control plane answers that is not whole: health with what fails, and no more than it can do.
import { StatusError, statusResponse } from '@hikube/kubernetes-api';
import type { ClusterSnapshot } from './snapshot.ts';

const HEALTH = /^\/(healthz|livez|readyz)\/?$/;
const READS = ['GET', 'HEAD'];
/** Questions, which write nothing. */
const REVIEW = /^\/apis\/(?:authentication|authorization)\.k8s\.io\//;

/** The answer while something is down; undefined when the request can be served. @param root path of the cluster's API */
export function refuseNow(
  request: Request,
  { isServed, hasQuorum }: ClusterSnapshot,
  root: string,
): Response | undefined {
  if (isServed && hasQuorum) return undefined;
  const path = new URL(request.url).pathname.slice(root.length);
  const [, check] = HEALTH.exec(path) ?? [];
  if (check !== undefined) return health(check, isServed, hasQuorum);
  if (path === '/version') return undefined;
  if (!isServed) return unavailable('no API server of this cluster is up now: try again in a moment');
  if (READS.includes(request.method) || REVIEW.test(path)) return undefined;
  return unavailable('etcd of this cluster has no majority, so that nothing can be written: try again later');
}

function health(name: string, isServed: boolean, hasQuorum: boolean): Response {
  const checks = [
    ['ping', isServed],
    ['etcd', hasQuorum],
  ] as const;
  const lines = checks.map(([check, ok]) => (ok ? `[+]${check} ok` : `[-]${check} failed`));
  const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
  return new Response(`${[...lines, `${name} check failed`].join('\n')}\n`, { status: 500, headers });
}

function unavailable(message: string): Response {
  return statusResponse(new StatusError(503, 'ServiceUnavailable', message, { retryAfterSeconds: 1 }));
}
