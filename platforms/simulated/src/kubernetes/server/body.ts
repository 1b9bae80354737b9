// The body of a review: small, JSON or protobuf, and counted while it is read.
import { decodeReview, isProtobuf } from './protobuf.ts';
import { StatusError } from './status.ts';

const LARGEST = 64 * 1024;

/** @throws StatusError when it is too large or unreadable */
export async function readReview(request: Request): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > LARGEST) throw new StatusError('RequestEntityTooLarge', 'the body is larger than 64 KiB');
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let position = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, position);
    position += chunk.length;
  }
  if (isProtobuf(bytes)) return decodeReview(bytes);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new StatusError('BadRequest', 'the body is not JSON in UTF-8');
  }
}
