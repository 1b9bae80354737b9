// The difference between two Terraform objects as a JSON merge patch (RFC 7396): only what changed is sent, so what
// others set beside it stays.
import type { TerraformAttribute } from '@hikube/openapi/terraform-attributes';
import { isUnknown, type ObjectValue, own, type Value } from '../framework/index.ts';
import { type ApiObject, toApi, toApiValue } from './to-api.ts';

/** The patch that turns `prior` into `planned`; empty when they are the same. Unknown values are never sent. */
export function mergePatch(
  rows: readonly TerraformAttribute[],
  prior: ObjectValue,
  planned: ObjectValue,
): ApiObject {
  const patch: ApiObject = {};
  for (const row of rows) {
    if (row.class === 'output' || row.parent) continue;
    const change = changeOf(row, own(prior, row.name), own(planned, row.name));
    if (change !== UNCHANGED) patch[row.property] = change;
  }
  return patch;
}

const UNCHANGED = Symbol('unchanged');

function changeOf(row: TerraformAttribute, prior: Value, planned: Value): unknown {
  if (isUnknown(planned) || same(prior, planned)) return UNCHANGED;
  if (planned === null) return null;
  if (row.type === 'object' && row.attributes && prior !== null) {
    const inner = mergePatch(row.attributes, prior as ObjectValue, planned as ObjectValue);
    return Object.keys(inner).length === 0 ? UNCHANGED : inner;
  }
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

/** Plain equality: the plan has kept the known spelling of everything that only looks different. */
function same(a: Value, b: Value): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
