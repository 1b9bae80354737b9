// Reads a stream of lines as far as lines are expected, or to its end.
import { settle } from '../manual-clock.ts';
import type { Json } from './recording.ts';

export interface Watched {
  readonly lines: readonly Json[];
  /** The server ended it. */
  readonly ended: boolean;
}

// So many turns of the event loop without anything new mean that nothing more comes.
const QUIET_TURNS = 40;

/**
 * @param wanted how many lines were recorded
 * @param meanwhile runs once the stream is open
 */
export async function collectWatch(
  response: Response,
  wanted: number,
  meanwhile: () => Promise<void> = async () => {},
): Promise<Watched> {
  const lines: Json[] = [];
  let ended = false;
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const reading = (async () => {
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const parts = (rest + value).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) if (part.trim() !== '') lines.push(JSON.parse(part) as Json);
    }
    // An answer that is no stream ends without a line's end.
    if (rest.trim() !== '') lines.push(JSON.parse(rest) as Json);
    ended = true;
  })().catch(() => undefined);
  await settle();
  await meanwhile();
  let quiet = 0;
  let seen = -1;
  while (!ended && quiet < (lines.length >= wanted ? QUIET_TURNS : 4 * QUIET_TURNS)) {
    await settle(1);
    quiet = lines.length === seen ? quiet + 1 : 0;
    seen = lines.length;
  }
  if (!ended) {
    const result = { lines: [...lines], ended: false };
    await reader.cancel().catch(() => undefined);
    await reading;
    return result;
  }
  return { lines, ended };
}
