// The Kubernetes API over HTTPS: one socket for all clusters, and for each the certificate of its own authority.
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { createKubernetesApi } from '../kubernetes-api/api.ts';
import type { Listening } from './listen.ts';
import { type CertificateTools, ServingCertificates } from './serving-certificates.ts';

/** Where to listen, and what is shown there. */
export interface KubernetesListenOptions extends CertificateTools {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Told of failures that callers learn nothing of. */
  readonly onFailure?: (error: unknown) => void;
}

/** @throws the system's error, such as EADDRINUSE */
export async function listenKubernetes(options: KubernetesListenOptions): Promise<Listening> {
  const { store, clock, onFailure = () => {} } = options;
  const api = createKubernetesApi({ store, clock, onFailure });
  const certificates = new ServingCertificates(options);
  const answer = getRequestListener(
    (request, bindings) => api.fetch(request, serverNameOf(bindings as HttpBindings)),
    { hostname: options.host, overrideGlobalObjects: false },
  );
  const server = createServer(
    {
      // A client that names no cluster gets no certificate, and so no connection.
      SNICallback: (name, done) => {
        certificates.contextFor(name).then(
          (context) => done(null, context),
          (error: Error) => done(error),
        );
      },
    },
    (incoming, outgoing) => void answer(incoming, outgoing),
  );
  await bind(server, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `https://${host}:${port}`,
    port,
    async close(patienceMs) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      api.stop();
      server.closeIdleConnections();
      const cancel = clock.schedule(clock.now() + patienceMs, () => server.closeAllConnections());
      await closed;
      cancel();
    },
  };
}

/** The name that the client gave in the handshake. */
function serverNameOf({ incoming }: HttpBindings): string {
  const { servername } = incoming.socket as Partial<TLSSocket>;
  return typeof servername === 'string' ? servername : '';
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
