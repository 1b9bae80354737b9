// Somebody else wrote between plan and apply. What they changed and what was planned are brought together as long as
// they are about different fields; where both changed the same one, the plan no longer holds.
import type { TerraformAttribute } from '@hikube/openapi/terraform-attributes';
import { isObject, isUnknown, type ObjectValue, objectFrom, type Value } from 'terraform-plugin';

/** An object at three moments: as it was planned from, as planned, and as it is now. */
export interface ThreeWay {
  readonly prior: ObjectValue;
  readonly planned: ObjectValue;
  readonly fresh: ObjectValue;
}

export interface Rebased {
  /** The plan on top of what is there now. */
  readonly values: ObjectValue;
  /** Attributes of the resource that both changed, and not to the same. */
  readonly conflicts: readonly string[];
}

/** Brings the planned change onto what is there now. What no row describes is as planned. */
export function rebase(rows: readonly TerraformAttribute[], { prior, planned, fresh }: ThreeWay): Rebased {
  const conflicts: string[] = [];
  const inputs = rows.filter((row) => row.class !== 'output' && !row.parent);
  const entries = inputs.map((row): readonly [string, Value] => {
    const merged = merge(row, at(prior, row.name), at(planned, row.name), at(fresh, row.name));
    if (merged === CONFLICT) conflicts.push(row.name);
    return [row.name, merged === CONFLICT || merged === undefined ? null : merged];
  });
  return { values: objectFrom([...Object.entries(planned), ...entries]), conflicts };
}

/**
 * What is stored after a rebased change. Terraform wants what it planned; what others changed beside it is a
 * difference that the next refresh finds.
 */
export function asPlanned(planned: Value, actual: Value): Value {
  if (isUnknown(planned)) return actual;
  if (!isObject(planned) || !isObject(actual)) return planned;
  return objectFrom(
    Object.entries(planned).map(([name, value]) => [name, asPlanned(value, actual[name] ?? null)] as const),
  );
}

const CONFLICT = Symbol('conflict');
/** Undefined is a key that a map does not have. */
type Side = Value | undefined;

function merge(row: TerraformAttribute, prior: Side, planned: Side, fresh: Side): Side | typeof CONFLICT {
  if (isUnknown(planned)) return planned;
  if (equal(row, prior, planned)) return fresh;
  if (equal(row, prior, fresh) || equal(row, planned, fresh)) return planned;
  if (!isObject(prior) || !isObject(planned) || !isObject(fresh)) return CONFLICT;
  if (row.type === 'object' && row.attributes) {
    const { values, conflicts } = rebase(row.attributes, { prior, planned, fresh });
    return conflicts.length > 0 ? CONFLICT : values;
  }
  return row.type === 'map' ? mergeMap(row, prior, planned, fresh) : CONFLICT;
}

function mergeMap(
  row: TerraformAttribute,
  prior: ObjectValue,
  planned: ObjectValue,
  fresh: ObjectValue,
): ObjectValue | typeof CONFLICT {
  const element = { ...row, type: row.attributes ? 'object' : 'string' } as TerraformAttribute;
  const merged: [string, Value][] = [];
  for (const key of new Set([...Object.keys(planned), ...Object.keys(fresh)])) {
    const value = merge(element, at(prior, key), at(planned, key), at(fresh, key));
    if (value === CONFLICT) return CONFLICT;
    if (value !== undefined) merged.push([key, value]);
  }
  return objectFrom(merged);
}

function at(object: ObjectValue, name: string): Side {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Order means nothing among the elements of a set and the keys of an object. */
function equal(row: TerraformAttribute, a: Side, b: Side): boolean {
  return text(row, a) === text(row, b);
}

function text(row: TerraformAttribute, value: Side): string {
  if (row.type === 'set' && Array.isArray(value)) return JSON.stringify(value.map(sorted).sort());
  return JSON.stringify(sorted(value)) ?? '';
}

function sorted(value: Side): unknown {
  if (isUnknown(value)) return { unknown: true };
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}
