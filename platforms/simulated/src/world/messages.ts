// Why a node is not ready and why a group does not get what it wants, in sentences for people.
import { isApiReady } from './control-plane/quorum.ts';
import type { Environment } from './environment.ts';
import { missingGpu } from './nodes/stock.ts';
import { currentTemplate, isBuildable, templateOf } from './nodes/template.ts';
import type { Group, World, WorldNode } from './world.ts';

/** Why the node is not ready; empty when it is. */
export function messageOf(world: World, group: Group, node: WorldNode): string {
  if (node.cut) return `The site ${node.site} cannot be reached.`;
  switch (node.phase) {
    case 'Ready':
      return '';
    case 'Scheduling':
      return schedulingMessage(group, node);
    case 'Booting':
      return 'Its machine boots.';
    case 'Joining':
      return joiningMessage(world, node);
    case 'NotReady':
      return node.trouble === 'Unhealthy'
        ? 'The kubelet has stopped reporting.'
        : 'The kubelet reports again.';
    case 'Draining':
      return node.trouble === 'DrainStuck'
        ? 'A disruption budget keeps pods on it.'
        : 'Its pods move to other nodes.';
    case 'Deleting':
      return 'Its machine is being deleted.';
  }
}

function schedulingMessage(group: Group, node: WorldNode): string {
  if (node.trouble === 'BackOff') return 'It waits, since nodes before it have not joined.';
  if (node.trouble !== 'OutOfStock') return 'Its machine is being created.';
  return `It waits for a free GPU: ${templateOf(group, node).gpus.join(', ')}.`;
}

function joiningMessage(world: World, node: WorldNode): string {
  if (node.trouble === 'NeverJoins') return 'Its kubelet does not register.';
  return isApiReady(world) ? 'It joins the cluster.' : 'It waits for an API server.';
}

/** Why the group does not get what it wants. */
export function failureOf(
  world: World,
  environment: Environment,
  group: Group,
): { readonly reason: string; readonly message: string } | undefined {
  if (group.removing) return undefined;
  const template = currentTemplate(group);
  if (!isBuildable(template)) {
    const message = `There is no instance type ${template.instanceType} on this platform.`;
    return { reason: 'InstanceTypeNotFound', message };
  }
  const waiting = group.nodes.filter((node) => node.trouble === 'OutOfStock');
  const type = waiting[0] && missingGpu(world, environment, group, waiting[0]);
  if (type !== undefined) return { reason: 'OutOfStock', message: outOfStock(type, waiting.length) };
  if (group.failedStarts === undefined) return undefined;
  const message = `Nodes do not join the cluster: ${group.failedStarts} in a row have been given up and replaced.`;
  return { reason: 'NodesDoNotJoin', message };
}

function outOfStock(type: string, waiting: number): string {
  const nodes = waiting === 1 ? '1 node waits' : `${waiting} nodes wait`;
  return `The GPU ${type} is out of stock: ${nodes} for one, and will be made when one is free.`;
}
