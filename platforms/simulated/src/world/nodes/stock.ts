// GPUs are few: a node that needs some waits until they are free, and the group says so.
import type { Environment } from '../environment.ts';
import { stockFor } from '../environment.ts';
import type { Moment } from '../moment.ts';
import type { Group, World, WorldNode } from '../world.ts';
import { templateOf } from './template.ts';

/** How many there are unless a test or an operator says otherwise: enough for several groups of five, few enough to run out of. */
export const DEFAULT_STOCK: Readonly<Record<string, number>> = {
  'nvidia.com/AD102GL_L40S': 64,
  'nvidia.com/GA100_A100_PCIE_80GB': 32,
  'nvidia.com/H100_94GB': 16,
};

/** GPUs of each type that the nodes of a cluster hold: every machine that exists, also while it goes. */
export function heldBy(world: World): Record<string, number> {
  const held: Record<string, number> = {};
  for (const group of world.groups) {
    if (!group.templates.some((template) => template.gpus.length > 0)) continue;
    for (const node of group.nodes) {
      if (node.phase === 'Scheduling') continue;
      for (const type of templateOf(group, node).gpus) held[type] = (held[type] ?? 0) + 1;
    }
  }
  return held;
}

/** All GPUs of the node are free. */
export function canPlace(moment: Moment, group: Group, node: WorldNode): boolean {
  return missingGpu(moment.world, moment.environment, group, node) === undefined;
}

/** The type of GPU that the node waits for, if any. */
export function missingGpu(
  world: World,
  environment: Environment,
  group: Group,
  node: WorldNode,
): string | undefined {
  const { gpus } = templateOf(group, node);
  if (gpus.length === 0) return undefined;
  const held = heldBy(world);
  return gpus.find((type) => {
    const needed = gpus.filter((each) => each === type).length;
    return stockFor(environment, type, world.ref.uid) - (held[type] ?? 0) < needed;
  });
}

/** A node waits for GPUs that have become free, so that the world goes on without anything being due. */
export function isPlacementPossible(world: World, environment: Environment): boolean {
  return world.groups.some((group) =>
    group.nodes.some((node) => isWaiting(node) && missingGpu(world, environment, group, node) === undefined),
  );
}

/** Some node of the cluster waits for GPUs. */
export function isWaitingForStock(world: World): boolean {
  return world.groups.some((group) => group.nodes.some(isWaiting));
}

function isWaiting({ trouble, phase, cut, due }: WorldNode): boolean {
  return trouble === 'OutOfStock' && phase === 'Scheduling' && !cut && due === undefined;
}
