// How a body enters and leaves a store: as JSON text on the way in, deeply frozen on the way out.
import { StoreError } from './errors.ts';
import { MAX_BODY_LENGTH } from './limits.ts';
import type { Json } from './store.ts';

/**
 * The JSON text of a body. It contains neither NUL nor half a surrogate pair, because JSON escapes both, so any
 * database can keep it unchanged.
 * @throws StoreError `invalid_argument` when it is no JSON or too large
 */
export function encodeBody(body: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(body);
  } catch (cause) {
    throw new StoreError(
      'invalid_argument',
      'The store refused a body that cannot be written as JSON.',
      cause,
    );
  }
  if (text === undefined) {
    throw new StoreError('invalid_argument', 'The store refused a body that has no JSON form.');
  }
  if (text.length > MAX_BODY_LENGTH) {
    throw new StoreError(
      'invalid_argument',
      `The store refused a body of ${text.length} characters; the limit is ${MAX_BODY_LENGTH}.`,
    );
  }
  return text;
}

/** @throws SyntaxError when the stored text is not JSON, which no store ever wrote */
export function decodeBody(text: string): Json {
  return deepFreeze(JSON.parse(text));
}

/** Without recursion: how deep a body nests must not decide whether it can be read. */
function deepFreeze(value: Json): Json {
  const waiting: unknown[] = [value];
  for (let next = waiting.pop(); waiting.length > 0 || next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    Object.freeze(next);
    for (const member of Object.values(next)) waiting.push(member);
  }
  return value;
}
