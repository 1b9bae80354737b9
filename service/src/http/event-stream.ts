// Server-sent events (WHATWG HTML, 9.2): messages of a handler as bytes, for as long as somebody reads them.
import type { Streamed, StreamMessage } from '../handlers/handler.ts';

/** The media type of a stream. */
export const EVENT_STREAM = 'text/event-stream';

/** Who hears of the end of a stream. */
export interface StreamEnds {
  /** Called once or more when nothing comes any more. */
  readonly ended?: (() => void) | undefined;
  /** Called with what broke the stream, before `ended`. */
  readonly broken: (error: unknown) => void;
}

/**
 * The body of a stream. Messages are made when the reader has room for them, so that a slow one costs no memory.
 * @param departure aborted when the caller goes away or the service stops
 */
export function eventStream(
  { open }: Streamed,
  departure: AbortSignal,
  { ended = () => {}, broken }: StreamEnds,
): ReadableStream<Uint8Array> {
  const cancelled = new AbortController();
  // A reader that has gone away without a word asks for nothing more.
  departure.addEventListener('abort', ended);
  const messages = open(AbortSignal.any([departure, cancelled.signal]))[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      // A failure breaks the connection: the client comes back behind the last message that it has.
      const { done, value } = await messages.next().catch((error: unknown) => {
        broken(error);
        ended();
        throw error;
      });
      if (done !== true) {
        controller.enqueue(encoder.encode(textOf(value)));
        return;
      }
      ended();
      controller.close();
    },
    async cancel() {
      ended();
      cancelled.abort();
      await messages.return?.();
    },
  });
}

/** One message. JSON has no line breaks, so that the data is one line. */
function textOf(message: StreamMessage): string {
  if (message.kind === 'heartbeat') return ':\n\n';
  const id = message.id === undefined ? '' : `id: ${message.id}\n`;
  return `${id}event: ${message.event}\ndata: ${JSON.stringify(message.data)}\n\n`;
}
