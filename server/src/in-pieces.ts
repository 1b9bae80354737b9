// What arrives on a socket, in small pieces. Node reads 64 KiB at once and makes a request of every 18 bytes in them,
// whatever becomes of the first ones: some sockets that send ahead, and the process has no memory left. In pieces, whoever
// has enough stops reading before the next one is looked at.
import type { Socket } from 'node:net';

/** Bytes: most requests whole, and no more small ones than can be turned away in a moment. */
const PIECE_BYTES = 1_024;

/**
 * To be called when the HTTP server has taken the socket.
 * @param isFull asked after each piece; what follows it then stays as bytes in the buffer of the socket, which is bounded,
 *   until {@link readOn}
 */
export function readInPieces(socket: Socket, isFull: () => boolean): void {
  const push = socket.push.bind(socket);
  socket.push = (chunk: unknown, encoding?: BufferEncoding): boolean => {
    if (!(chunk instanceof Uint8Array)) return push(chunk, encoding);
    let hasRoom = true;
    for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
      hasRoom = push(chunk.subarray(start, start + PIECE_BYTES));
    }
    return hasRoom;
  };
  // Behind the listener of the server, which reads on with the end of each request. Before there is another listener, the
  // server reads past the stream, and in one piece.
  socket.on('data', () => {
    if (isFull()) socket.pause();
  });
}

/** Goes on with the next piece. */
export function readOn(socket: Socket): void {
  // While an answer waits for its reader, the server itself has paused, and would take more for a mistake of its own.
  if (socket.writableNeedDrain) socket.once('drain', () => readOn(socket));
  else socket.resume();
}
