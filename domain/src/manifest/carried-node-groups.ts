// What the form lacks of node groups, as one annotation carries it: everything that the platform does not read there.
import { fields } from '@hikube/openapi/fields';
import { equalField } from '../values/fields.ts';
import { at } from '../values/pointer.ts';
import { isObject, type JsonObject, own } from '../values/read.ts';
import type { ManifestShape } from './form.ts';
import type { Entry, Reading } from './reading.ts';

type Field = keyof typeof fields.NodeGroup;

/** Fields of a node group for which no shape of the form has a key. */
const IN_NO_SHAPE = ['labels', 'taints', 'rollout'] as const satisfies readonly Field[];

/** The same, of the older shape. */
const IN_NO_OLD_SHAPE = [
  ...IN_NO_SHAPE,
  'storageClass',
  'kubelet',
  'healthCheck',
] as const satisfies readonly Field[];

/** What of a group is carried; constant defaults are left out. */
export function carriedOfNodeGroup(group: JsonObject, shape: ManifestShape): JsonObject {
  const carried = (shape === '1.1.2' ? IN_NO_OLD_SHAPE : IN_NO_SHAPE).filter(
    (name) => !equalField(fields.NodeGroup[name], own(group, name), undefined),
  );
  return Object.fromEntries(carried.map((name) => [name, own(group, name)]));
}

/** The node groups of the form with what the annotation adds to them; what the form has a key for stays as it says. */
export function addCarriedNodeGroups(
  groups: JsonObject,
  carried: Entry | undefined,
  reading: Reading,
): JsonObject {
  if (carried === undefined || !isObject(carried.value)) return groups;
  const result = new Map<string, unknown>(Object.entries(groups));
  for (const [name, settings] of Object.entries(carried.value)) {
    const inForm = own(groups, name);
    if (!isObject(inForm)) {
      const detail = `The annotation has settings of the node group ${name}, which the manifest does not have; they have no effect.`;
      reading.ignored({ value: undefined, pointer: carried.pointer }, detail);
    } else if (!isObject(settings)) {
      reading.refused(
        carried.pointer,
        'invalid_type',
        `The settings of the node group ${name} must be an object.`,
      );
    } else {
      for (const field of Object.keys(settings).filter((each) => !Object.hasOwn(inForm, each))) {
        reading.origin(at('/nodeGroups', name, field), carried.pointer);
      }
      result.set(name, { ...settings, ...inForm });
    }
  }
  return Object.fromEntries(result);
}
