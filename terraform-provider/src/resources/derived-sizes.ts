// The size of the control plane where the configuration leaves it to the topology. Everybody derives it by the same rule,
// so a plan can say what it will be; it is never sent, because a platform may derive it without letting anyone choose it.
import { controlPlaneSize } from '@hikube/domain';
import {
  isObject,
  isUnknown,
  type ObjectValue,
  objectFrom,
  own,
  type PlanEdit,
  UNKNOWN,
} from 'terraform-plugin';

const FIELDS = [
  ['replicas', 'replicas'],
  ['etcd_members', 'etcdMembers'],
] as const;

/** What a plan that leaves sizes open can say of them, once the topology is known. */
export function derivedSizes(config: ObjectValue, planned: ObjectValue): readonly PlanEdit[] {
  const topology = own(planned, 'topology');
  const written = own(config, 'control_plane');
  const plan = own(planned, 'control_plane');
  if (typeof topology !== 'string' || isUnknown(written)) return [];
  const sizes = controlPlaneSize({ topology });
  if (written === null) {
    if (!isUnknown(plan)) return [];
    const value = objectFrom(FIELDS.map(([name, property]) => [name, sizes[property]] as const));
    return [{ path: ['control_plane'], value }];
  }
  if (!isObject(plan)) return [];
  return FIELDS.filter(([name]) => own(written as ObjectValue, name) === null && isUnknown(plan[name])).map(
    ([name, property]) => ({ path: ['control_plane', name], value: sizes[property] }),
  );
}

/** The plan with those values. */
export function withSizes(planned: ObjectValue, edits: readonly PlanEdit[]): ObjectValue {
  let result = planned;
  for (const { path, value } of edits) {
    const name = path[1];
    const inner = own(result, 'control_plane');
    const members = typeof name === 'string' && isObject(inner) ? Object.entries(inner) : undefined;
    const whole = members === undefined ? value : objectFrom([...members, [name as string, value]]);
    result = { ...result, control_plane: whole };
  }
  return result;
}

/** The plan without what the configuration leaves to the topology, for a request. */
export function withoutDerivedSizes(plan: ObjectValue, config: ObjectValue): ObjectValue {
  const written = own(config, 'control_plane');
  const planned = own(plan, 'control_plane');
  if (!isObject(planned) || (written !== null && !isObject(written))) return plan;
  const kept = Object.entries(planned).map(
    ([name, value]) => [name, own(written, name) === null ? UNKNOWN : value] as const,
  );
  return { ...plan, control_plane: objectFrom(kept) };
}
