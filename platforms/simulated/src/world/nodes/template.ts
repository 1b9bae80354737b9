// What the nodes of a group are made from, and how it follows the desired settings.
import { findInstanceType, type RollingField, rollingChanges } from '@hikube/domain';
import type { DesiredNodeGroup } from '@hikube/service/platform';
import type { Rules } from '../rules.ts';
import type { Group, Template, WorldNode } from '../world.ts';

/** The template that new nodes of the group get. */
export function currentTemplate(group: Group): Template {
  return group.templates.at(-1)!;
}

/** The template that a node was made from. */
export function templateOf(group: Group, node: WorldNode): Template {
  return group.templates.find((template) => template.id === node.template) ?? currentTemplate(group);
}

/** A template of the desired settings. */
export function createTemplate(desired: DesiredNodeGroup, id: number, rules: Rules): Template {
  const type = findInstanceType(rules.catalogue, desired.instanceType);
  const size = desired.resources ?? { cpu: String(type?.vcpus ?? ''), memory: type?.memory ?? '' };
  return {
    id,
    instanceType: desired.instanceType,
    cpu: size.cpu,
    memory: size.memory,
    explicitSize: desired.resources !== undefined,
    diskSize: desired.diskSize,
    ...(desired.storageClass !== undefined && { storageClass: desired.storageClass }),
    ...(desired.kubelet !== undefined && { kubelet: desired.kubelet }),
    roles: [...desired.roles],
    gpus: [...desired.gpus],
  };
}

/** A node of this template has a size: the instance type is known, or the size is explicit. */
export function isBuildable(template: Template): boolean {
  return template.cpu !== '' && template.memory !== '';
}

/** Makes the template of the desired settings the present one; going back to earlier settings keeps their nodes. */
export function followSettings(group: Group, desired: DesiredNodeGroup, rules: Rules): void {
  const newest = Math.max(...group.templates.map((template) => template.id));
  const wanted = createTemplate(desired, newest + 1, rules);
  const same = group.templates.find((template) => isSame(template, wanted));
  const others = group.templates.filter((template) => template !== same);
  group.templates = [...others, same ?? wanted];
}

function isSame(a: Template, b: Template): boolean {
  return isBuildable(a) === isBuildable(b) && rollingChanges(settings(a), settings(b)).length === 0;
}

/** Everything that replaces nodes when it changes: a field that the contract adds to it has to be in the template. */
function settings(template: Template): Readonly<Record<RollingField, unknown>> {
  const { instanceType, explicitSize, cpu, memory, diskSize, storageClass, kubelet, roles, gpus } = template;
  const cards = gpus.map((name) => ({ name }));
  const resources = explicitSize ? { cpu, memory } : undefined;
  return { instanceType, diskSize, storageClass, kubelet, roles, gpus: cards, resources };
}

/** Forgets templates that no node carries any more. */
export function forgetTemplates(group: Group): void {
  if (group.templates.length === 1) return;
  const current = currentTemplate(group);
  group.templates = group.templates.filter(
    (template) => template === current || group.nodes.some((node) => node.template === template.id),
  );
}
