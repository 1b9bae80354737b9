// Metrics on a port of their own, so that whoever scrapes them reaches nothing else, and whoever uses the API not them.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { METRICS_TYPE, type Service } from '@hikube/service';

/** An open socket. */
export interface MetricsListening {
  readonly port: number;
  close(): Promise<void>;
}

/** @throws the system's error, such as EADDRINUSE */
export async function listenMetrics(
  service: Pick<Service, 'metrics'>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<MetricsListening> {
  const server = createServer((incoming, outgoing) => {
    const isKnown = incoming.url === '/metrics' && ['GET', 'HEAD'].includes(incoming.method ?? '');
    outgoing.setHeader('Content-Type', isKnown ? METRICS_TYPE : 'text/plain; charset=utf-8');
    outgoing.statusCode = isKnown ? 200 : 404;
    outgoing.end(isKnown ? service.metrics() : 'Only GET /metrics is answered here.\n');
  });
  server.maxConnections = 16;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
