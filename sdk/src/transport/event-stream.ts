// Reads server-sent events (WHATWG HTML, 9.2) out of the bytes of an answer.
import type { Clock } from './clock.ts';
import { within } from './within.ts';

/** A message of a stream. */
export interface StreamMessage {
  /** Empty when the message has none. */
  readonly id: string;
  readonly data: string;
}

/** How a stream is read. */
export interface StreamOptions {
  readonly clock: Clock;
  /** Longest time in milliseconds without a sign of life, after which the connection counts as lost. */
  readonly silenceMs: number;
  /** Ends the stream with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** The messages of a stream, until it ends or its connection is lost. */
export async function* readMessages(
  body: ReadableStream<Uint8Array>,
  options: StreamOptions,
): AsyncGenerator<StreamMessage, void, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const chunk = await readOrLose(reader, options);
      if (chunk === undefined) return;
      // The servers of this API end lines with a line feed alone.
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const message = messageOf(block);
        if (message !== undefined) yield message;
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

async function readOrLose(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { clock, silenceMs, signal }: StreamOptions,
): Promise<Uint8Array | undefined> {
  try {
    const late = () => new Error('There was no sign of life.');
    return (await within(() => reader.read(), { signal, limitMs: silenceMs, clock, late })).value;
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}

/** Undefined for a comment, which is only a sign of life. */
function messageOf(block: string): StreamMessage | undefined {
  const fields = new Map(block.split('\n').map(fieldOf));
  const data = fields.get('data');
  return data === undefined ? undefined : { id: fields.get('id') ?? '', data };
}

function fieldOf(line: string): [name: string, value: string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')];
}
