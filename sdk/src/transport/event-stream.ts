// Reads server-sent events (WHATWG HTML, 9.2) out of the bytes of an answer.
import type { Clock } from './clock.ts';

/** A message of a stream. */
export interface StreamMessage {
  /** Empty when the message has none. */
  readonly id: string;
  readonly data: string;
}

/**
 * The messages of a stream, until it ends.
 * @param silenceMs longest time without a sign of life, after which the connection counts as lost and the stream ends
 */
export async function* readMessages(
  body: ReadableStream<Uint8Array>,
  clock: Clock,
  silenceMs: number,
): AsyncGenerator<StreamMessage, void, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const chunk = await readOrLose(reader, clock, silenceMs);
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
  clock: Clock,
  silenceMs: number,
): Promise<Uint8Array | undefined> {
  const enough = new AbortController();
  const silence = clock.sleep(silenceMs, enough.signal).then(
    () => undefined,
    () => undefined,
  );
  try {
    return (await Promise.race([reader.read(), silence]))?.value;
  } finally {
    enough.abort();
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
