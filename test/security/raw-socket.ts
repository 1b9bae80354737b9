// Bytes on a connection, as a client that no library keeps from anything would send them.
import { connect } from 'node:net';

/** What came back before the connection was closed or fell silent. */
export interface Heard {
  readonly statuses: readonly number[];
  readonly text: string;
  readonly closed: boolean;
}

/**
 * Answers on this machine come within milliseconds; who waits longer waits for bytes that never come. In pieces: where the
 * machine stands still for a moment, that is one of them, and there is time to answer in the others.
 */
const SILENCE = { pieces: 10, pieceMs: 15 };

/**
 * Sends the pieces one after the other.
 * @param between called after each piece, when the other side has had the time to read it
 */
export async function sendRaw(
  port: number,
  pieces: readonly (string | Uint8Array)[],
  between: () => Promise<unknown> = async () => {},
): Promise<Heard> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  let closed = false;
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => {
    text += chunk;
  });
  // A server that has heard enough resets the connection.
  socket.on('error', () => {});
  const end = new Promise<void>((resolve) => {
    socket.once('close', () => {
      closed = true;
      resolve();
    });
  });
  for (const piece of pieces) {
    if (!socket.destroyed) socket.write(piece);
    await Promise.race([end, silence()]);
    await between();
  }
  for (let before = -1; before !== text.length && !closed; ) {
    before = text.length;
    await Promise.race([end, silence()]);
  }
  socket.destroy();
  const statuses = [...text.matchAll(/^HTTP\/1\.[01] (\d{3})/gm)].map(([, status]) => Number(status));
  return { statuses, text, closed };
}

async function silence(): Promise<void> {
  for (let piece = 0; piece < SILENCE.pieces; piece += 1)
    await new Promise((resolve) => setTimeout(resolve, SILENCE.pieceMs));
}
