// A TCP proxy behind which a server is far away: everything takes its time on the way there and on the way back.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface FarProxy {
  readonly port: number;
  close(): Promise<void>;
}

/** @param distanceMs of a question and its answer together */
export async function startFarProxy(targetPort: number, distanceMs: number): Promise<FarProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1');
    for (const [from, to] of [
      [client, target],
      [target, client],
    ] as const) {
      sockets.add(from);
      // What was sent arrives in its order, the end last: timers of one length fire in the order they were set.
      const later = (act: () => void) => setTimeout(() => to.destroyed || act(), distanceMs / 2);
      from.on('data', (chunk) => later(() => to.write(chunk)));
      from.on('end', () => later(() => to.end()));
      from.on('error', () => to.destroy());
      from.on('close', () => sockets.delete(from));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as { port: number }).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
