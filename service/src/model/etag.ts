// ETags: `"<uid>.<generation>"`. They name a version of the desired state, so that no heartbeat breaks a writer.
import { invalidParameter, Refusal } from '../refusal.ts';

/** What an `If-Match` header asks for: any version, or one of these. */
export type Precondition = 'any' | readonly string[];

/** The version of an object. */
export function etagOf(object: { readonly uid: string; readonly generation: number }): string {
  return `"${object.uid}.${object.generation}"`;
}

// RFC 9110: an opaque text in double quotes, which may have commas in it, perhaps marked as weak; and a list of them.
const ENTITY_TAG = /(?:W\/)?"[\x21\x23-\x7e]*"/g;
const LIST = new RegExp(`^${ENTITY_TAG.source}([ \\t]*,[ \\t]*${ENTITY_TAG.source})*$`);

/**
 * Reads `If-Match`. A weak tag is understood and never matches, because it does not promise equality.
 * @throws Refusal `invalid_parameter` when it is no list of entity tags
 */
export function parseIfMatch(header: string): Precondition {
  const text = header.trim();
  if (text === '*') return 'any';
  if (!LIST.test(text)) {
    throw invalidParameter(
      'If-Match',
      'invalid_format',
      'If-Match must be an ETag as the API gave it, in double quotes, or several of them, or *.',
    );
  }
  return (text.match(ENTITY_TAG) ?? []).filter((tag) => !tag.startsWith('W/'));
}

/** An object as far as preconditions look at it. */
export interface Versioned {
  readonly uid: string;
  readonly generation: number;
}

/** A representation with a version of its own, where one generation does not tell all. */
export interface Tagged {
  readonly etag: string;
  readonly representation: object;
}

/**
 * Refuses a write that relies on another version than the present one.
 * @param current the representation of now; undefined when there is nothing, which no precondition allows
 */
export function checkPrecondition(
  precondition: Precondition | undefined,
  current: Versioned | Tagged | undefined,
): void {
  if (precondition === undefined) return;
  if (current === undefined) {
    throw new Refusal(
      'precondition_failed',
      'There is no such object (any more), so If-Match cannot hold: read it again.',
    );
  }
  const { etag, representation } =
    'etag' in current ? current : { etag: etagOf(current), representation: current };
  if (precondition === 'any' || precondition.includes(etag)) return;
  throw new Refusal(
    'precondition_failed',
    'The object has changed since you read it: look at current, and send your change again with its ETag.',
    { current: representation },
  );
}
