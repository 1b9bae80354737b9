// Which changes of a group replace its nodes: everything inside the template of the machines, and nothing else.
import { equalQuantities } from '../values/quantity.ts';
import { isObject, type JsonObject } from '../values/read.ts';
import { NODE_GROUP_DEFAULTS } from './defaults.ts';
import { equalGpus } from './gpus.ts';
import { hasExplicitSize } from './resources.ts';
import { equalRoles } from './roles.ts';

/** Fields whose change replaces the nodes of the group, one after the other. */
export const ROLLING_FIELDS = Object.freeze([
  'instanceType',
  'resources',
  'diskSize',
  'roles',
  'gpus',
] as const);

/** A field whose change replaces nodes. */
export type RollingField = (typeof ROLLING_FIELDS)[number];

const SAME: Readonly<Record<RollingField, (before: JsonObject, after: JsonObject) => boolean>> = {
  // While explicit resources hold, the instance type is not part of the machine.
  instanceType: (before, after) =>
    (hasExplicitSize(before) && hasExplicitSize(after)) || instanceType(before) === instanceType(after),
  resources: sameResources,
  diskSize: (before, after) => equalQuantities(diskSize(before), diskSize(after)),
  roles: (before, after) => equalRoles(before['roles'], after['roles']),
  gpus: (before, after) => equalGpus(before['gpus'], after['gpus']),
};

/**
 * The fields that differ in meaning and replace nodes. `minReplicas` and `maxReplicas` never do.
 * Absent fields count with their defaults, so that sparse and complete groups compare.
 */
export function rollingChanges(before: JsonObject, after: JsonObject): readonly RollingField[] {
  return ROLLING_FIELDS.filter((field) => !SAME[field](before, after));
}

function instanceType(group: JsonObject): unknown {
  return group['instanceType'] ?? NODE_GROUP_DEFAULTS.instanceType;
}

function diskSize(group: JsonObject): unknown {
  return group['diskSize'] ?? NODE_GROUP_DEFAULTS.diskSize;
}

function sameResources(before: JsonObject, after: JsonObject): boolean {
  if (!hasExplicitSize(before) || !hasExplicitSize(after)) {
    return hasExplicitSize(before) === hasExplicitSize(after);
  }
  const [left, right] = [before['resources'], after['resources']];
  if (!isObject(left) || !isObject(right)) return false;
  return equalQuantities(left['cpu'], right['cpu']) && equalQuantities(left['memory'], right['memory']);
}
