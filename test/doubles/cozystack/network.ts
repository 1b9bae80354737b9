// How the platform and the clusters of its tenants are reached: by their names in this process, or over sockets with
// certificates of their own.
import { X509Certificate } from 'node:crypto';
import type { Clock, User } from '@hikube/kubernetes-api';
import { type Served, serve } from '@hikube/kubernetes-api/node';
import { type Authority, issueServer, userOf } from './access/certificates.ts';
import { asUser } from './access/identity.ts';
import { connectionOf } from './access/kubeconfig.ts';
import type { TenantCluster } from './clusters/tenant-cluster.ts';
import type { InFlight } from './in-flight.ts';
import type { Endpoints } from './releases/kubernetes.ts';

type Fetch = (request: Request) => Promise<Response>;

interface Reached {
  readonly fetch: Fetch;
  readonly authority: Authority;
  readonly served?: Served;
}

export class Network implements Endpoints {
  readonly #sockets: boolean;
  readonly #inFlight: InFlight;
  readonly #clock: Clock;
  /** By origin. */
  readonly #reached = new Map<string, Reached>();

  constructor(sockets: boolean, inFlight: InFlight, clock: Clock) {
    this.#sockets = sockets;
    this.#inFlight = inFlight;
    this.#clock = clock;
  }

  /** @param name of the host, where there are no sockets @returns the address */
  async add(answer: Fetch, authority: Authority, name: string): Promise<string> {
    const fetch = dated(answer, this.#clock);
    if (!this.#sockets) {
      this.#reached.set(`https://${name}`, { fetch, authority });
      return `https://${name}`;
    }
    const { certificate, key } = await issueServer(authority);
    const served = await serve((request, peer) => fetch(identified(request, authority, peer.certificate)), {
      tls: { cert: certificate, key, clientCa: authority.certificate },
    });
    this.#reached.set(served.url, { fetch, authority, served });
    return served.url;
  }

  async open(cluster: TenantCluster, host: string): Promise<string> {
    const name =
      host || `kubernetes-${cluster.name}.${cluster.namespace.replace(/^tenant-/, '')}.hikube.test`;
    return this.add(this.#inFlight.around(cluster.fetch), cluster.authority, name);
  }

  async close(cluster: TenantCluster): Promise<void> {
    for (const [url, { authority, served }] of this.#reached)
      if (authority === cluster.authority) {
        this.#reached.delete(url);
        await served?.close();
      }
  }

  /** Asks whoever has the name that a request names. */
  readonly fetch: Fetch = async (request) => {
    const { origin } = new URL(request.url);
    const reached = this.#reached.get(origin);
    if (reached === undefined) {
      const code = 'ENOTFOUND';
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error(`getaddrinfo ${code} ${origin}`), { code }),
      });
    }
    return reached.fetch(request);
  };

  /** A fetch as whoever a kubeconfig makes of one, without sockets. @param context the current one when absent */
  connect(kubeconfig: string, context?: string): Fetch {
    const { server, token, certificate } = connectionOf(kubeconfig, context);
    return async (request) => {
      const { pathname, search } = new URL(request.url);
      const headers = new Headers(request.headers);
      if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
      const moved = new Request(`${server}${pathname}${search}`, request);
      const asked = new Request(moved, { headers });
      const authority = this.#reached.get(new URL(server).origin)?.authority;
      if (certificate === undefined || authority === undefined) return this.fetch(asked);
      return this.fetch(identified(asked, authority, certificate));
    };
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#reached.values()].map(({ served }) => served?.close()));
    this.#reached.clear();
  }
}

/** Every server says what time it is there. */
function dated(answer: Fetch, clock: Clock): Fetch {
  return async (request) => {
    const response = await answer(request);
    response.headers.set('date', new Date(clock.now()).toUTCString());
    return response;
  };
}

function identified(
  request: Request,
  authority: Authority,
  certificate: Uint8Array | string | undefined,
): Request {
  if (certificate === undefined) return request;
  const user: User | undefined = userOf(authority, new X509Certificate(certificate));
  return user === undefined ? request : asUser(request, user);
}
