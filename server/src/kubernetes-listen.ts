// API servers over HTTPS: one socket for all clusters whose API the platform serves itself, and for each the certificate
// of its own authority.
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createSecureContext, type SecureContext, type TLSSocket } from 'node:tls';
import type { Clock } from '@hikube/service';
import type { RawRoutes, ServingCertificate } from '@hikube/service/platform';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { addressOf } from './address.ts';
import { closerOf } from './close-server.ts';
import { answerInTurn, MOST_WAITING } from './in-turn.ts';
import type { Listening } from './listen.ts';

/** Where to listen, and what is shown there. */
export interface KubernetesListenOptions {
  readonly raw: RawRoutes;
  readonly clock: Clock;
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
  const { raw, clock, mostConnections = Number.POSITIVE_INFINITY, trustedProxies = 0 } = options;
  const contexts = new WeakMap<ServingCertificate, SecureContext>();
  const answer = getRequestListener(
    (request, bindings) => {
      const { incoming } = bindings as HttpBindings;
      return raw.fetch(request, {
        serverName: serverNameOf(incoming.socket as Partial<TLSSocket>),
        address: addressOf(incoming, trustedProxies),
      });
    },
    { hostname: options.host, overrideGlobalObjects: false },
  );
  const server = createServer({
    // A client that names no cluster gets no certificate, and so no connection.
    SNICallback: (name, done) => {
      raw.certificateFor(name).then(
        (found) => {
          if (found === undefined) done(new Error('The name belongs to no cluster.'));
          else done(null, contextOf(found, contexts));
        },
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
      raw.stop();
      await close(patienceMs, answered);
    },
  };
}

/** The name that the client gave in the handshake. */
function serverNameOf({ servername }: Partial<TLSSocket>): string {
  return typeof servername === 'string' ? servername : '';
}

/** Made once for each certificate that the platform keeps: reading a key takes longer than a handshake. */
function contextOf(
  certificate: ServingCertificate,
  contexts: WeakMap<ServingCertificate, SecureContext>,
): SecureContext {
  const known = contexts.get(certificate);
  if (known !== undefined) return known;
  const made = createSecureContext({
    cert: certificate.certificate,
    key: certificate.key,
    minVersion: 'TLSv1.2',
  });
  contexts.set(certificate, made);
  return made;
}

/** In the words of Kubernetes, because nobody else listens here. */
function tooFarAhead(): string {
  const body = JSON.stringify({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: `too many requests, please try again later: more than ${MOST_WAITING} requests wait on this connection; wait for answers before you send more`,
    reason: 'TooManyRequests',
    details: { retryAfterSeconds: 1 },
    code: 429,
  });
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
