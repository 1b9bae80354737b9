// Turns Terraform values into request bodies.
import { UNKNOWN as LATER } from '@hikube/domain';
import type { TerraformAttribute } from '@hikube/openapi/terraform-attributes';
import { isObject, isUnknown, type ObjectValue, own, type Value } from 'terraform-plugin';

/** A JSON object of the API; in `rules` mode it may hold the domain's marker for values that are decided later. */
export type ApiObject = Record<string, unknown>;

/**
 * What stands for a value that is null or unknown.
 * - `create`: null and unknown are left out, so that the service fills in its default.
 * - `patch`: unknown is left out, null is sent: it removes the field or puts its default back.
 * - `rules`: null is left out, unknown becomes the domain's marker, so that rules check what is known.
 */
export type Mode = 'create' | 'patch' | 'rules';

/** The body for the inputs among `rows`. */
export function toApi(rows: readonly TerraformAttribute[], object: ObjectValue, mode: Mode): ApiObject {
  const body: ApiObject = {};
  for (const row of rows) {
    if (row.class === 'output' || row.parent) continue;
    const value = own(object, row.name);
    if (value === null) {
      if (mode === 'patch') body[row.property] = null;
    } else if (isUnknown(value)) {
      if (mode === 'rules') body[row.property] = LATER;
    } else {
      body[row.property] = toApiValue(row, value, mode);
    }
  }
  return body;
}

/** One value that is neither null nor unknown. */
export function toApiValue(row: TerraformAttribute, value: Value, mode: Mode): unknown {
  if (row.json) return parseOrKeep(value);
  const rows = row.attributes;
  if (rows === undefined) return plain(value, mode);
  // A merge patch replaces lists whole and never looks into them; in them, null is simply absent.
  const inner = mode === 'patch' && row.type !== 'object' ? 'create' : mode;
  const element = (item: Value) => (isUnknown(item) ? LATER : toApi(rows, item as ObjectValue, inner));
  if (row.type === 'object') return toApi(rows, value as ObjectValue, mode);
  if (Array.isArray(value)) return value.map(element);
  return Object.fromEntries(Object.entries(value as ObjectValue).map(([key, item]) => [key, element(item)]));
}

function plain(value: Value, mode: Mode): unknown {
  if (isUnknown(value)) return LATER;
  if (Array.isArray(value)) return value.map((item) => plain(item, mode));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, mode)]));
}

/** A text that is no JSON was refused by its validator already; the rules then see it as it is. */
function parseOrKeep(value: Value): unknown {
  try {
    return JSON.parse(String(value));
  } catch {
    return value;
  }
}
