// Server-sent events (WHATWG HTML, 9.2): messages of a handler as bytes, for as long as somebody reads them.
import type { Streamed, StreamMessage } from '../handlers/watching/stream.ts';

/** The media type of a stream. */
export const EVENT_STREAM = 'text/event-stream';

/**
 * The body of a stream. Messages are made when the reader has room for them, so that a slow one costs no memory.
 * @param departure aborted when the caller goes away or the service stops
 */
export function eventStream({ open }: Streamed, departure: AbortSignal): ReadableStream<Uint8Array> {
  const cancelled = new AbortController();
  const messages = open(AbortSignal.any([departure, cancelled.signal]))[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      // A failure breaks the connection: the client comes back behind the last message that it has.
      const { done, value } = await messages.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(textOf(value)));
    },
    async cancel() {
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
