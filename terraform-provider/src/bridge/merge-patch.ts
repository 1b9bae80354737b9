// The difference between two Terraform objects as a JSON merge patch (RFC 7396): only what changed is sent, so what
// others set beside it stays.
import type { TerraformAttribute } from '@hikube/openapi/terraform-attributes';
import { isUnknown, type ObjectValue, own, type Value } from 'terraform-plugin';
import { type ApiObject, toApi, toApiValue } from './to-api.ts';

/**
 * The patch that turns `prior` into `planned`; empty when they are the same. Unknown values are never sent.
 * @param changedAround names of attributes that change in the objects around this one
 */
export function mergePatch(
  rows: readonly TerraformAttribute[],
  prior: ObjectValue,
  planned: ObjectValue,
  changedAround: readonly string[] = [],
): ApiObject {
  const patch: ApiObject = {};
  const changing = rows.filter(({ name }) => !same(own(prior, name), own(planned, name)));
  const changed = [...changedAround, ...changing.map(({ name }) => name)];
  for (const row of rows) {
    if (row.class === 'output' || row.parent) continue;
    const change = changeOf(row, own(prior, row.name), own(planned, row.name), changed);
    if (change !== UNCHANGED) patch[row.property] = change;
  }
  return patch;
}

const UNCHANGED = Symbol('unchanged');

function changeOf(
  row: TerraformAttribute,
  prior: Value,
  planned: Value,
  changed: readonly string[],
): unknown {
  if (isUnknown(planned)) return UNCHANGED;
  const isDerivedAgain = row.dependsOn?.some((name) => changed.includes(name)) ?? false;
  if (planned === null) return same(prior, planned) ? UNCHANGED : null;
  if (row.type === 'object' && row.attributes && prior !== null) {
    const inner = mergePatch(row.attributes, prior as ObjectValue, planned as ObjectValue, changed);
    return Object.keys(inner).length === 0 ? UNCHANGED : inner;
  }
  // The service derives it anew, so a value that is written is sent although it stays the same.
  if (isDerivedAgain) return toApiValue(row, planned, 'create');
  if (same(prior, planned)) return UNCHANGED;
  if (row.json && prior !== null)
    return jsonPatch(toApiValue(row, prior, 'create'), toApiValue(row, planned, 'create'));
  if (row.type === 'map') return mapPatch(row, (prior ?? {}) as ObjectValue, planned as ObjectValue);
  return toApiValue(row, planned, 'create');
}

function mapPatch(row: TerraformAttribute, prior: ObjectValue, planned: ObjectValue): unknown {
  const patch: ApiObject = {};
  for (const key of Object.keys(prior)) if (!Object.hasOwn(planned, key)) patch[key] = null;
  for (const [key, value] of Object.entries(planned)) {
    const before = own(prior, key);
    if (same(before, value)) continue;
    if (row.attributes === undefined) {
      patch[key] = value;
    } else if (before === null) {
      patch[key] = toApi(row.attributes, value as ObjectValue, 'create');
    } else {
      const inner = mergePatch(row.attributes, before as ObjectValue, value as ObjectValue);
      if (Object.keys(inner).length > 0) patch[key] = inner;
    }
  }
  return Object.keys(patch).length === 0 ? UNCHANGED : patch;
}

/** A merge patch between two JSON values: what is gone is sent as null, because anything else would only be merged. */
function jsonPatch(prior: unknown, planned: unknown): unknown {
  if (!isPlainObject(prior) || !isPlainObject(planned)) return planned;
  const gone = Object.keys(prior).filter((key) => !Object.hasOwn(planned, key));
  const changed = Object.keys(planned).filter(
    (key) => !Object.hasOwn(prior, key) || JSON.stringify(prior[key]) !== JSON.stringify(planned[key]),
  );
  return Object.fromEntries([
    ...gone.map((key) => [key, null]),
    ...changed.map((key) => [key, jsonPatch(prior[key], planned[key])]),
  ]);
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Plain equality: the plan has kept the known spelling of everything that only looks different. */
function same(a: Value, b: Value): boolean {
  return a === b || (!isUnknown(a) && !isUnknown(b) && JSON.stringify(a) === JSON.stringify(b));
}
