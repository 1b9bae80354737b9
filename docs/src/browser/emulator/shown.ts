// An answer as a page shows it. This is done in the worker: to read and to draw megabytes would hold up a page.
import type { Outcome, Shown } from './trial.ts';

/** Characters that a page draws without a pause that one could feel. */
export const MOST_SHOWN = 200_000;

/** Headers that say something to a reader. */
const HEADERS = new Set(['content-type', 'location', 'etag', 'retry-after', 'x-request-id']);

/** The beginning of it, with its JSON laid out. */
export function shown({ status, headers, text }: Outcome): Shown {
  const operation = /"id":"(op-[^"]+)"/.exec(text.slice(0, MOST_SHOWN))?.[1];
  const told = headers.filter(([name]) => HEADERS.has(name)).map(([name, value]) => `${name}: ${value}`);
  const whole = `${told.join('\n')}\n\n${laidOut(text)}`;
  return {
    status,
    text: whole.slice(0, MOST_SHOWN),
    ...(operation === undefined ? {} : { operation }),
    ...(whole.length > MOST_SHOWN ? { wholeLength: whole.length } : {}),
  };
}

function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
