// gRPC's frame: a compression flag, a length of four bytes, then the message.
import { GrpcError, Status } from './status.ts';

const HEADER_LENGTH = 5;

/** What Go's side of the protocol accepts as well. */
export const MAX_MESSAGE_LENGTH = 256 * 1024 * 1024;

export function encodeFrame(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(HEADER_LENGTH + message.length);
  frame.writeUInt8(0, 0);
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, HEADER_LENGTH);
  return frame;
}

/** Collects the one frame of a unary request from chunks of any size, and refuses a bad one at the first chance. */
export class FrameCollector {
  readonly #chunks: Uint8Array[] = [];
  #received = 0;
  #expected: number | undefined;

  /** @throws GrpcError when the frame is compressed, too long, or followed by another. */
  push(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#received += chunk.length;
    if (this.#expected === undefined && this.#received >= HEADER_LENGTH) {
      this.#expected = HEADER_LENGTH + readHeader(this.#join());
    }
    if (this.#expected !== undefined && this.#received > this.#expected) {
      throw new GrpcError(Status.INTERNAL, 'the request holds more than one message');
    }
  }

  /** @throws GrpcError when the request ended before its message did. */
  finish(): Uint8Array {
    if (this.#received !== this.#expected) {
      throw new GrpcError(Status.INTERNAL, `the request was cut off after ${this.#received} bytes`);
    }
    return this.#join().subarray(HEADER_LENGTH);
  }

  #join(): Buffer {
    const joined = Buffer.concat(this.#chunks);
    this.#chunks.splice(0, this.#chunks.length, joined);
    return joined;
  }
}

function readHeader(bytes: Buffer): number {
  if (bytes[0] !== 0) throw new GrpcError(Status.UNIMPLEMENTED, 'compressed messages are not supported');
  const length = bytes.readUInt32BE(1);
  if (length > MAX_MESSAGE_LENGTH) {
    throw new GrpcError(
      Status.RESOURCE_EXHAUSTED,
      `a message of ${length} bytes is larger than the limit of ${MAX_MESSAGE_LENGTH}`,
    );
  }
  return length;
}
