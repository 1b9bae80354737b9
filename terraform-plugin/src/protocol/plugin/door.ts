// What listens before anybody can answer. The host is told where at once, and what speaks HTTP/2 over TLS is loaded while it
// connects: that is the larger part of a start.
import { createServer, type Server, type Socket } from 'node:net';

export interface Door {
  /** Listens; what comes waits, with nothing read of it. */
  readonly server: Server;
  /** Hands over whoever waits, and everybody who comes later. */
  open(behind: Pick<Server, 'emit'>): void;
}

/** A door behind which nobody is yet. */
export function closedDoor(): Door {
  const waiting: Socket[] = [];
  let admit = (socket: Socket): void => {
    waiting.push(socket);
  };
  // None is read from before it has its owner. Not half open: a host that is killed says no more than that it has ended.
  const server = createServer({ pauseOnConnect: true }, (socket) => admit(socket));
  return {
    server,
    open(behind) {
      admit = (socket) => {
        behind.emit('connection', socket);
      };
      for (const socket of waiting.splice(0)) admit(socket);
    },
  };
}
