// JSON pointers, and differences by pointer.
import type { Json, JsonObject } from './recording.ts';

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a pointer leads to; undefined when nothing is there. */
export function pointer(document: Json | undefined, path: string): Json | undefined {
  let current: Json | undefined = document;
  for (const raw of path.split('/').slice(1)) {
    const key = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(current)) current = current[Number(key)];
    else current = isObject(current) && Object.hasOwn(current, key) ? current[key] : undefined;
  }
  return current;
}

/** Something that was recorded in another way than it is. */
export interface Difference {
  readonly at: string;
  readonly recorded: Json;
  readonly live: Json;
}

const ABSENT = '<absent>';

/** Every place at which two values differ. A placeholder such as `<uid>` stands for any value that was not saved before. */
export function differences(recorded: Json, live: Json | undefined, at = ''): Difference[] {
  const differs = (): Difference[] => [{ at, recorded, live: live ?? ABSENT }];
  if (typeof recorded === 'string' && /^<[a-zA-Z]+>$/.test(recorded)) {
    const fits = live !== undefined && live !== null && typeof live !== 'object';
    return fits && !(typeof live === 'string' && live.startsWith('${')) ? [] : differs();
  }
  if (typeof recorded !== 'object' || recorded === null) return recorded === live ? [] : differs();
  if (typeof live !== 'object' || live === null || Array.isArray(recorded) !== Array.isArray(live))
    return differs();
  const [left, right] = [recorded as JsonObject, live as JsonObject];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((key) => {
    const place = `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!Object.hasOwn(right, key)) return [{ at: place, recorded: left[key]!, live: ABSENT }];
    if (!Object.hasOwn(left, key)) return [{ at: place, recorded: ABSENT, live: right[key]! }];
    return differences(left[key]!, right[key], place);
  });
}
