// Settings of a group that some platforms have no place for: refused there, because ignoring them would be worse.
import { fields } from '@hikube/openapi/fields';
import { hasCapability, type KnownCatalogue } from '../catalogue/catalogue.ts';
import { errorWith, type Finding } from '../finding.ts';
import type { NodeSetting } from '../finding-params.ts';
import { equalField } from '../values/fields.ts';
import { at } from '../values/pointer.ts';
import { isAbsent, isObject, type JsonObject } from '../values/read.ts';
import { isUnknown } from '../values/unknown.ts';

/** What a platform says that cannot do it. */
const DETAILS: Readonly<Record<NodeSetting, string>> = {
  labels:
    'This platform labels nodes with their roles and with nothing else; remove labels, or label the nodes with kubectl.',
  taints: 'This platform does not taint nodes; remove taints, or taint the nodes with kubectl.',
  rollout: 'This platform sets the pace of an exchange of nodes itself; remove rollout.',
  storageClass:
    'On this platform the disks of nodes have no storage class of their own; remove storageClass from the group.',
  kubelet:
    'This platform decides what is kept of a node from its size; remove kubelet, or choose a larger size.',
  healthCheck: 'This platform decides itself when a node is made anew; remove healthCheck.',
};

/** Checks that the platform can do what a group asks beyond the defaults. */
export function checkAbilities(
  group: JsonObject,
  catalogue: KnownCatalogue | undefined,
  pointer: string,
): readonly Finding[] {
  return (Object.keys(DETAILS) as NodeSetting[])
    .filter((setting) => hasCapability(catalogue, `nodeGroup.${setting}`) === false)
    .filter((setting) => asksFor(setting, group[setting]))
    .map((setting) => errorWith({ setting }, at(pointer, setting), 'capability_missing', DETAILS[setting]));
}

const isText = (value: unknown): boolean => typeof value === 'string';
const IS_OF_TYPE: Readonly<Record<NodeSetting, (value: unknown) => boolean>> = {
  labels: isObject,
  taints: Array.isArray,
  rollout: isObject,
  storageClass: isText,
  kubelet: isObject,
  healthCheck: isObject,
};

function asksFor(setting: NodeSetting, value: unknown): boolean {
  if (isAbsent(value) || isUnknown(value)) return false;
  // What is not of its type is refused for that.
  return IS_OF_TYPE[setting](value) && !equalField(fields.NodeGroup[setting], undefined, value);
}
