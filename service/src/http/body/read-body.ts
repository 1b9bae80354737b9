// Reads the bytes of a body and counts them while they arrive: Content-Length may lie, and chunks have none.
import type { Clock } from '../../clock.ts';
import { Refusal } from '../../refusal.ts';

/** Bytes of a body that are read. */
export const MAX_BODY_BYTES = 256 * 1024;

/** Milliseconds that a body may take to arrive. */
const BODY_TIMEOUT_MS = 10_000;

/**
 * The text of a body, which must be UTF-8.
 * @param type that it should have, for the sentence that says so
 * @param stopping aborted when the service stops, which does not wait for the rest of a body
 * @throws Refusal `body_too_large`, `request_timeout`, `unsupported_media_type` when it is compressed, or
 * `malformed_body`, or `unavailable` when the service stops
 */
export async function readBody(
  request: Request,
  clock: Clock,
  type = 'application/json',
  stopping?: AbortSignal,
): Promise<string> {
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new Refusal('unsupported_media_type', 'The body is compressed: send it without Content-Encoding.');
  }
  if (Number(request.headers.get('content-length')) > MAX_BODY_BYTES) throw tooLarge();
  if (request.body === null) return '';
  return decode(
    await collect(request.body.getReader(), clock, stopping),
    type === 'application/yaml' ? 'YAML' : 'JSON',
  );
}

async function collect(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  clock: Clock,
  stopping: AbortSignal | undefined,
): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let late = false;
  const cancelTimer = clock.schedule(clock.now() + BODY_TIMEOUT_MS, () => {
    late = true;
    // A pending read then ends as if the body were over.
    void reader.cancel().catch(() => {});
  });
  const leave = (): void => void reader.cancel().catch(() => {});
  stopping?.addEventListener('abort', leave);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (late)
        throw new Refusal('request_timeout', 'The body did not arrive in 10 s: send it again, faster.');
      if (stopping?.aborted)
        throw new Refusal('unavailable', 'The service is stopping: send the request again.');
      if (done) return chunks;
      size += value.byteLength;
      if (size > MAX_BODY_BYTES) throw tooLarge();
      chunks.push(value);
    }
  } catch (error) {
    void reader.cancel().catch(() => {});
    if (error instanceof Refusal) throw error;
    throw new Refusal('malformed_body', 'The body broke off: send the request again.', { cause: error });
  } finally {
    cancelTimer();
    stopping?.removeEventListener('abort', leave);
  }
}

function decode(chunks: readonly Uint8Array[], language: 'JSON' | 'YAML'): string {
  const [first = 1, second = 1] = chunks.flatMap((chunk) => [...chunk.subarray(0, 2)]);
  // With a byte order mark, as tools on Windows write it, or without one: no JSON and no YAML begins with NUL.
  const isUtf16 = first + second === 0xfe + 0xff || (first === 0) !== (second === 0);
  if (isUtf16) throw new Refusal('malformed_body', `The body is UTF-16: send ${language} in UTF-8.`);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode();
  } catch {
    throw new Refusal('malformed_body', `The body is not UTF-8: send ${language} in UTF-8.`);
  }
}

function tooLarge(): Refusal {
  return new Refusal('body_too_large', 'The body is larger than 256 KiB: send less at once.');
}
