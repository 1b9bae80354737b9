// A proxy in front of the service that counts requests and makes them slow, as a network far away would.
import { createServer, request as forward } from 'node:http';

export interface CountingProxy {
  /** Base URL with `/v1`. */
  readonly endpoint: string;
  /** Requests since the last reset, by method. */
  readonly requests: ReadonlyMap<string, number>;
  /**
   * Milliseconds since the last reset in which one request or more was held back: what the latency adds to a command
   * that waits for all of them, counted without the rest of the machine.
   */
  readonly heldMs: number;
  reset(): void;
  close(): Promise<void>;
}

/** Starts a proxy on loopback; every request waits `latencyMs` before it goes on. */
export async function startProxy(target: string, latencyMs = 0): Promise<CountingProxy> {
  const { hostname, port } = new URL(target);
  const requests = new Map<string, number>();
  let held = 0;
  let heldSince = 0;
  let heldMs = 0;
  const hold = () => {
    if (held++ === 0) heldSince = performance.now();
  };
  const release = () => {
    if (--held === 0) heldMs += performance.now() - heldSince;
  };
  const server = createServer((incoming, answer) => {
    const { method = 'GET', url = '/', headers } = incoming;
    requests.set(method, (requests.get(method) ?? 0) + 1);
    hold();
    setTimeout(() => {
      release();
      const outgoing = forward({ hostname, port, method, path: url, headers }, (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
      });
      outgoing.once('error', () => answer.destroy());
      incoming.pipe(outgoing);
    }, latencyMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: own } = server.address() as { port: number };
  return {
    endpoint: `http://127.0.0.1:${own}/v1`,
    requests,
    get heldMs() {
      return heldMs;
    },
    reset: () => {
      requests.clear();
      heldMs = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
