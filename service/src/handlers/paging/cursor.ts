// Cursors: where a page ended, as an opaque text. Not signed, because it can only say where to go on in the caller's
// own data; but it belongs to one list with one filter, and anything else is refused.
import { Refusal } from '../../refusal.ts';

/** Names the list that a cursor belongs to: the operation, the tenant and every filter. */
export type ListIdentity = readonly string[];

// Names, ids and paths of them: nothing that a store or a catalogue would not know how to compare.
const POSITION = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,255}$/;

/** The cursor of a page that ended at `position`. */
export function encodeCursor(list: ListIdentity, position: string): string {
  const json = JSON.stringify([1, fingerprint(list), position]);
  return btoa(json).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * Where a list goes on.
 * @throws Refusal `invalid_cursor` when it is not a cursor of this list
 */
export function decodeCursor(list: ListIdentity, cursor: string): string {
  const [version, mark, position] = parse(cursor);
  if (
    version !== 1 ||
    mark !== fingerprint(list) ||
    typeof position !== 'string' ||
    !POSITION.test(position)
  ) {
    throw foreignCursor();
  }
  return position;
}

/** Says that a cursor belongs to another list, or to none. */
export function foreignCursor(): Refusal {
  return new Refusal(
    'invalid_cursor',
    'The cursor does not belong to this list with these filters: start again without a cursor.',
  );
}

function parse(cursor: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')));
    return Array.isArray(value) && value.length === 3 ? value : [];
  } catch {
    return [];
  }
}

/** FNV-1a: tells lists apart, protects nothing. */
function fingerprint(list: ListIdentity): string {
  let hash = 0x811c9dc5;
  for (const character of list.join('\n')) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return (hash >>> 0).toString(36);
}
