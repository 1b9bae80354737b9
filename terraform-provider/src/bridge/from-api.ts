// Turns what the API answers into Terraform values.
import { canonicalJson } from '@hikube/domain';
import type { TerraformAttribute } from '@hikube/openapi/terraform-attributes';
import { type ObjectValue, objectFrom, type Value } from 'terraform-plugin';

/** Every attribute of `rows`, outputs included; what the API does not have is null. */
export function fromApi(
  rows: readonly TerraformAttribute[],
  object: Readonly<Record<string, unknown>>,
): ObjectValue {
  const values = objectFrom([]);
  for (const row of rows) {
    if (row.parent) continue;
    values[row.name] = Object.hasOwn(object, row.property) ? fromApiValue(row, object[row.property]) : null;
  }
  return values;
}

function fromApiValue(row: TerraformAttribute, value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (row.json) return canonicalJson(value) ?? null;
  const rows = row.attributes;
  if (rows === undefined) return plain(value);
  const element = (item: unknown) => fromApi(rows, item as Record<string, unknown>);
  if (row.type === 'object') return element(value);
  if (Array.isArray(value)) return value.map(element);
  return objectFrom(Object.entries(value).map(([key, item]) => [key, element(item)]));
}

function plain(value: unknown): Value {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) {
    return objectFrom(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  }
  return value as Value;
}
