// JSON merge patch (RFC 7396) on own properties only: what a key is called never decides what a merge does.
import { isObject, type JsonObject } from '@hikube/domain';

/**
 * The target with the patch applied: absent keys stay, `null` removes, objects merge, anything else replaces.
 * Bodies nest at most 32 levels, so recursion ends.
 */
export function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const result = new Map(Object.entries(target));
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) result.delete(key);
    else result.set(key, merged(result.get(key), change));
  }
  // From entries, because assigning to a key such as __proto__ would not make a property.
  return Object.fromEntries(result);
}

function merged(before: unknown, change: unknown): unknown {
  if (!isObject(change)) return change;
  return mergePatch(isObject(before) ? before : {}, change);
}
