// Which changes of a group replace its nodes: everything inside the template of the machines, and nothing else.
import { type Field, type Fields, fields } from '@hikube/openapi/fields';
import { equalField } from '../values/fields.ts';
import { type JsonObject, own } from '../values/read.ts';
import { hasExplicitSize } from './resources.ts';

type NodeGroupFields = typeof fields.NodeGroup;

/** A field whose change replaces nodes. */
export type RollingField = {
  [Name in keyof NodeGroupFields]: NodeGroupFields[Name] extends { readonly rolls: true } ? Name : never;
}[keyof NodeGroupFields];

const TABLE: Fields = fields.NodeGroup;

const rolls = ([, field]: [string, Field]) => field.rolls === true;

/** Fields whose change replaces the nodes of the group, one after the other. */
export const ROLLING_FIELDS = Object.freeze(
  Object.entries(TABLE)
    .filter(rolls)
    .map(([name]) => name),
) as readonly RollingField[];

/** Fields that mean something only beside others; every other one is compared by itself. */
const SAME: Readonly<Partial<Record<RollingField, (before: JsonObject, after: JsonObject) => boolean>>> = {
  // While explicit resources hold, the instance type is not part of the machine.
  instanceType: (before, after) =>
    (hasExplicitSize(before) && hasExplicitSize(after)) || isSame('instanceType', before, after),
  resources: sameResources,
};

/**
 * The fields that differ in meaning and replace nodes. `minReplicas` and `maxReplicas` never do.
 * Absent fields count with their defaults, so that sparse and complete groups compare.
 */
export function rollingChanges(before: JsonObject, after: JsonObject): readonly RollingField[] {
  return ROLLING_FIELDS.filter((name) => !(SAME[name]?.(before, after) ?? isSame(name, before, after)));
}

function isSame(name: RollingField, before: JsonObject, after: JsonObject): boolean {
  return equalField(fields.NodeGroup[name], own(before, name), own(after, name));
}

function sameResources(before: JsonObject, after: JsonObject): boolean {
  if (!hasExplicitSize(before) || !hasExplicitSize(after)) {
    return hasExplicitSize(before) === hasExplicitSize(after);
  }
  return isSame('resources', before, after);
}
