// The size of a node: an instance type, or explicit cpu and memory in its place.
import { fields } from '@hikube/openapi/fields';
import type { KnownCatalogue } from '../catalogue/catalogue.ts';
import { findInstanceType } from '../catalogue/lookup.ts';
import { error, type Finding } from '../finding.ts';
import { at } from '../values/pointer.ts';
import { checkPositiveQuantity, type Nano, parseQuantity } from '../values/quantity.ts';
import { checkObject, isAbsent, isObject, type JsonObject } from '../values/read.ts';
import { isUnknown } from '../values/unknown.ts';

/** CPU and memory of one node, in nano units. */
export interface NodeSize {
  readonly cpu: Nano;
  readonly memory: Nano;
}

/** Checks explicit resources: cpu and memory, both and positive, or an empty object. */
export function checkResources(resources: unknown, pointer = '/resources'): readonly Finding[] {
  return checkObject(resources, pointer, 'resources', (object) => {
    const { cpu, memory } = { cpu: object['cpu'], memory: object['memory'] };
    const findings = [
      ...checkPositiveQuantity(cpu, at(pointer, 'cpu'), 'resources.cpu'),
      ...checkPositiveQuantity(memory, at(pointer, 'memory'), 'resources.memory'),
    ];
    if (isAbsent(cpu) === isAbsent(memory)) return findings;
    const [present, missing] = isAbsent(cpu) ? ['memory', 'cpu'] : ['cpu', 'memory'];
    const detail = `resources has ${present} without ${missing}; set both, or remove resources to use instanceType.`;
    return [...findings, error(at(pointer, missing), 'resources_incomplete', detail)];
  });
}

/** Whether explicit resources replace the instance type. */
export function hasExplicitSize(group: JsonObject): boolean {
  const resources = group['resources'];
  return isObject(resources) && !isAbsent(resources['cpu']) && !isAbsent(resources['memory']);
}

/**
 * CPU and memory of one node of the group.
 * @returns `undefined` when the size is not known: an instance type without a catalogue, or invalid resources
 */
export function nodeSize(group: JsonObject, catalogue?: KnownCatalogue): NodeSize | undefined {
  if (hasExplicitSize(group)) {
    const resources = group['resources'] as JsonObject;
    return sizeOf(resources['cpu'], resources['memory']);
  }
  if (isUnknown(group['resources'])) return undefined;
  const type = findInstanceType(catalogue, group['instanceType'] ?? fields.NodeGroup.instanceType.default);
  return type === undefined ? undefined : sizeOf(type.vcpus, type.memory);
}

function sizeOf(cpuText: unknown, memoryText: unknown): NodeSize | undefined {
  const cpu = parseQuantity(cpuText);
  const memory = parseQuantity(memoryText);
  return cpu === undefined || memory === undefined ? undefined : { cpu, memory };
}
