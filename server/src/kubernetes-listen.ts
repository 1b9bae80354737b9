// The Kubernetes API over HTTPS: one socket for all clusters, and for each the certificate of its own authority.
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import {
  createKubernetesApi,
  type KubernetesApiOptions,
  tooManyRequests,
} from '@hikube/platform-simulated/kubernetes';
import { type CertificateTools, ServingCertificates } from '@hikube/platform-simulated/serving-certificates';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { addressOf } from './address.ts';
import { closerOf } from './close-server.ts';
import { answerInTurn, MOST_WAITING } from './in-turn.ts';
import type { Listening } from './listen.ts';

/** Where to listen, and what is shown there. */
export interface KubernetesListenOptions
  extends CertificateTools,
    Omit<KubernetesApiOptions, keyof CertificateTools> {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Open connections; more are closed at once. Default: no bound. */
  readonly mostConnections?: number;
  /** Proxies in front, of which each appends an address to X-Forwarded-For. Default: 0, which ignores it. */
  readonly trustedProxies?: number;
}

/** @throws the system's error, such as EADDRINUSE */
export async function listenKubernetes(options: KubernetesListenOptions): Promise<Listening> {
  const { clock, mostConnections = Number.POSITIVE_INFINITY, trustedProxies = 0 } = options;
  const api = createKubernetesApi(options);
  const certificates = new ServingCertificates(options);
  const answer = getRequestListener(
    (request, bindings) => {
      const { incoming } = bindings as HttpBindings;
      return api.fetch(request, {
        serverName: serverNameOf(incoming.socket as Partial<TLSSocket>),
        address: addressOf(incoming, trustedProxies),
      });
    },
    { hostname: options.host, overrideGlobalObjects: false },
  );
  const server = createServer({
    // A client that names no cluster gets no certificate, and so no connection.
    SNICallback: (name, done) => {
      certificates.contextFor(name).then(
        (context) => done(null, context),
        (error: Error) => done(error),
      );
    },
  });
  const close = closerOf(server, clock);
  answerInTurn(server, {
    mostConnections,
    answer: (incoming, outgoing) => void answer(incoming, outgoing),
    tooMany: tooFarAhead,
  });
  await bind(server, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `https://${host}:${port}`,
    port,
    async close(patienceMs, answered) {
      api.stop();
      await close(patienceMs, answered);
    },
  };
}

/** The name that the client gave in the handshake. */
function serverNameOf({ servername }: Partial<TLSSocket>): string {
  return typeof servername === 'string' ? servername : '';
}

function tooFarAhead(): string {
  const what = `more than ${MOST_WAITING} requests wait on this connection; wait for answers before you send more`;
  const refusal = tooManyRequests(what, 1);
  const body = JSON.stringify(refusal.toStatus());
  const head = ['Content-Type: application/json', `Content-Length: ${body.length}`, 'Retry-After: 1'];
  return `HTTP/1.1 429 Too Many Requests\r\n${head.join('\r\n')}\r\nConnection: close\r\n\r\n${body}`;
}

function bind(server: Server, { host, port }: KubernetesListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
