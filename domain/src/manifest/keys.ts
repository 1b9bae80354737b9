// Keys as people write them: `node_groups`, `nodegroups` and `nodeGroup` all mean `nodeGroups`. The platform stores a
// misspelt key and ignores it, which for a list of node groups would mean to delete them; here it is read and told.
import { nearestName } from '../values/nearest-name.ts';
import { at } from '../values/pointer.ts';
import { isAbsent, type JsonObject, show } from '../values/read.ts';
import type { Entry, Reading } from './reading.ts';

/** What an object holds under the keys that the form has, and what else is in it. */
export interface ReadKeys<Key extends string> {
  /** Values that are there; nothing (`null`) counts as absent. */
  readonly known: ReadonlyMap<Key, Entry>;
  /** What the form does not have under this name. */
  readonly unknown: readonly (Entry & { readonly key: string })[];
}

/** Sorts the members of an object by the keys of the form; a key in another spelling is told as moved. */
export function readKeys<Key extends string>(
  object: JsonObject,
  keys: readonly Key[],
  pointer: string,
  reading: Reading,
): ReadKeys<Key> {
  const known = new Map<Key, Entry>();
  const unknown: (Entry & { readonly key: string })[] = [];
  for (const [key, value] of Object.entries(object)) {
    const place = at(pointer, key);
    const exact = keys.find((each) => each === key);
    const alike = exact ?? alikeKey(key, keys);
    // The right spelling wins over others, wherever it stands; of two others the first one does.
    const taken = exact === undefined && alike !== undefined && isTaken(object, alike, known);
    if (alike === undefined || taken) {
      unknown.push({ key, value, pointer: place });
    } else {
      if (exact === undefined) {
        reading.moved(place, at(pointer, alike), `The form has no ${show(key)}; it is read as ${alike}.`);
      }
      if (!isAbsent(value)) known.set(alike, { value, pointer: place });
    }
  }
  return { known, unknown };
}

function isTaken<Key extends string>(object: JsonObject, key: Key, known: ReadonlyMap<Key, Entry>): boolean {
  return Object.hasOwn(object, key) || known.has(key);
}

/** The key that a written one differs from only in case, in what separates the words, or in a plural. */
export function alikeKey<Key extends string>(written: string, keys: readonly Key[]): Key | undefined {
  const meant = plain(written);
  return keys.find((key) => plainKey(key) === meant);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/s$/, '');
}

// A body can hold thousands of keys, while the form has a few dozen.
const PLAIN_KEYS = new Map<string, string>();

function plainKey(key: string): string {
  const known = PLAIN_KEYS.get(key) ?? plain(key);
  PLAIN_KEYS.set(key, known);
  return known;
}

/** Tells of keys that the form does not have; what is blank says nothing anyway. */
export function tellUnknown(
  unknown: readonly (Entry & { readonly key: string })[],
  keys: readonly string[],
  where: string,
  reading: Reading,
): void {
  for (const { key, ...place } of unknown) {
    const meant = nearestName(key, keys);
    const next = meant === undefined ? 'it has no effect.' : `did you mean ${meant}?`;
    reading.ignored(place, `${where} has no ${show(key)}; ${next}`);
  }
}
