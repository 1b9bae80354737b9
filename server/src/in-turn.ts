// Requests of one connection, one after the other. HTTP/1.1 lets a client send requests without waiting for answers, and
// Node hands over all that a packet holds, thousands of them, though it can send only one answer at a time. So the next
// one begins when the answer before it has left, and what waits meanwhile is bounded.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as SecureServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { readInPieces, readOn } from './in-pieces.ts';

/** Requests on one connection that wait for their turn: more than clients which send ahead do. */
export const MOST_WAITING = 32;

/** Milliseconds for which a client may leave an answer unread. */
const UNREAD_MS = 60_000;

/** How connections are bounded. */
export interface TurnOptions {
  /** Open connections; more are closed at once. */
  readonly mostConnections: number;
  readonly answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void;
  /** The answer to a client that sends too far ahead, as it goes over the wire. */
  readonly tooMany: () => string;
  readonly unreadMs?: number;
}

/** To be called before the server listens. */
export function answerInTurn(server: Server, options: TurnOptions): void {
  const { answer, tooMany } = options;
  const waiting = new WeakMap<Duplex, Line>();
  server.maxConnections = options.mostConnections;
  server.setTimeout(options.unreadMs ?? UNREAD_MS, (socket) => {
    // Node would close every connection on which nothing moves, also one that is held.
    const isIdle = (waiting.get(socket)?.length ?? 0) === 0;
    if (isIdle || socket.writableLength > 0) socket.destroy();
  });
  server.on(server instanceof SecureServer ? 'secureConnection' : 'connection', (socket: Socket) =>
    readInPieces(socket, () => (waiting.get(socket)?.length ?? 0) > 1),
  );
  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { socket } = incoming;
    // The rest of what a client has sent too far ahead.
    if (socket.destroyed || socket.writableEnded) return;
    const line = waiting.get(socket) ?? [];
    waiting.set(socket, line);
    line.push({ incoming, outgoing });
    outgoing.once('close', () => {
      line.shift();
      const [next] = line;
      if (socket.destroyed) return;
      if (next !== undefined) answer(next.incoming, next.outgoing);
      // What is next may lack a part of its body.
      if (line.length <= 1) readOn(socket);
    });
    if (line.length === 1) answer(incoming, outgoing);
    else if (line.length > MOST_WAITING) turnAway(socket, line, tooMany);
  });
}

type Line = { readonly incoming: IncomingMessage; readonly outgoing: ServerResponse }[];

function turnAway(socket: Duplex, line: Line, tooMany: () => string): void {
  // In the middle of another answer this one would be taken for a part of it.
  if (line.some(({ outgoing }) => outgoing.headersSent)) socket.destroy();
  else socket.end(tooMany(), () => socket.destroy());
}
