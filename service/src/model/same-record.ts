// Whether two records say the same. Asked several times in every pass about records that nearly always do, so that it
// compares in place and stops at the first difference, instead of bringing both to a canonical text.

/** Equality of JSON values. The order of keys is nothing, and a member that is undefined is one that is absent. */
export function isSameRecord(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && isSameList(a, b);
  }
  return isSameObject(a as JsonObject, b as JsonObject);
}

type JsonObject = Readonly<Record<string, unknown>>;

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => isSameRecord(item, b[index]));
}

function isSameObject(a: JsonObject, b: JsonObject): boolean {
  let members = 0;
  for (const key of Object.keys(a)) {
    if (a[key] === undefined) continue;
    if (!Object.hasOwn(b, key) || !isSameRecord(a[key], b[key])) return false;
    members += 1;
  }
  // Every member of the one is in the other, so that only their number can still differ.
  for (const key of Object.keys(b)) if (b[key] !== undefined) members -= 1;
  return members === 0;
}
