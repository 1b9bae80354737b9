// Helm values of an add-on as they are found: those that may be shown, and the rest, which is kept as a secret.
import { equalJson, isObject, type JsonObject, type KnownCatalogue, nestValues } from '@hikube/domain';

/**
 * @param values what is in place
 * @param known what is known to be no secret; nothing else is shown
 */
export function shownValues(
  id: string,
  values: JsonObject | undefined,
  known: JsonObject | undefined,
  catalogue: KnownCatalogue,
): { readonly shown?: JsonObject; readonly secret?: JsonObject } {
  if (values === undefined || Object.keys(values).length === 0)
    return known === undefined ? {} : { shown: known };
  const open = known === undefined ? {} : (nestValues(id, known, catalogue).values as JsonObject);
  const secret = beyond(values, open);
  return {
    ...(known && { shown: known }),
    ...(Object.keys(secret).length > 0 && { secret }),
  };
}

/** What the first says and the second does not. */
function beyond(values: JsonObject, known: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      const other = Object.hasOwn(known, key) ? known[key] : undefined;
      if (other !== undefined && equalJson(value, other)) return [];
      if (!isObject(value) || !isObject(other)) return [[key, value] as const];
      const rest = beyond(value, other);
      return Object.keys(rest).length === 0 ? [] : [[key, rest] as const];
    }),
  );
}
