// Ends a server promptly: answers that are under way are sent, and no connection is kept for a client that only holds it.
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '@hikube/service';

/** How long a client may take to read what was answered before the connection is cut. */
const READ_MS = 500;

/** Ends the server. */
export type CloseServer = (patienceMs: number, answered?: Promise<unknown>) => Promise<void>;

/**
 * To be called before the server listens.
 * @returns takes no new connections, and resolves when the last one is closed: once it has been answered, at the latest
 *   `patienceMs` from now or, where that is known, shortly after everything is `answered`
 */
export function closerOf(server: Server, clock: Clock): CloseServer {
  let isClosing = false;
  // Node forgets those that have sent nothing, or are in the middle of a handshake.
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', (_request, response) => {
    // A connection that would be kept for the next request would keep the server for as long.
    if (isClosing) response.shouldKeepAlive = false;
    response.once('close', () => {
      // In the turn after this one, in which the connection has become idle.
      if (isClosing) clock.schedule(clock.now(), () => server.closeIdleConnections());
    });
  });
  return async (patienceMs, answered) => {
    isClosing = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    const cancels = [cutIn(patienceMs)];
    void answered?.then(() => cancels.push(cutIn(READ_MS)));
    await closed;
    for (const cancel of cancels) cancel();
  };

  function cutIn(ms: number): () => void {
    return clock.schedule(clock.now() + ms, () => {
      for (const socket of sockets) socket.destroy();
    });
  }
}
