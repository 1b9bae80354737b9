// How many nodes each group needs for the pods that want to run, before the bounds of the group.
import type { DesiredNodeGroup } from '@hikube/service/platform';
import type { Demand } from '../../simulation.ts';
import type { Group, World } from '../world.ts';
import { allocatableOf, podsPerNode } from './capacity.ts';
import { isLeaving } from './node-phases.ts';
import { currentTemplate, isBuildable } from './template.ts';

/** What the autoscaler finds for one group. */
export interface Need {
  /** Inside the bounds of the group. */
  readonly nodes: number;
  /** More would be needed than the group may have. */
  readonly beyondMax: boolean;
}

/** The need of each group that is desired, by uid. */
export function needsOf(world: World): ReadonlyMap<string, Need> {
  const needs = new Map<string, Need>();
  let total = 0;
  for (const desired of world.desired.nodeGroups) {
    const group = world.groups.find((each) => each.uid === desired.uid);
    const need = group === undefined ? NO_NEED : needOf(desired, group, world.demand[desired.name]);
    needs.set(desired.uid, need);
    total += need.nodes;
  }
  if (total === 0) addSystemHost(world, needs);
  return needs;
}

const NO_NEED: Need = { nodes: 0, beyondMax: false };

function needOf(desired: DesiredNodeGroup, group: Group, demand: Demand | undefined): Need {
  const wanted = demand === undefined ? 0 : nodesFor(group, demand);
  // The maximum comes last: it holds even where someone wrote a minimum above it.
  const nodes = Math.min(Math.max(wanted, desired.minReplicas), desired.maxReplicas);
  return { nodes, beyondMax: wanted > desired.maxReplicas };
}

/** Nodes that hold the pods; 0 when no node of this group ever could. */
function nodesFor(group: Group, demand: Demand): number {
  const template = currentTemplate(group);
  if (demand.pods === 0 || !isBuildable(template)) return 0;
  // An empty group is known to the autoscaler by cpu and memory only, so that pods that ask for a GPU do not
  // wake it: it takes a node that exists, or a pod that asks for cpu and selects the group.
  const isEmpty = !group.nodes.some((node) => !isLeaving(node));
  if (isEmpty && (demand.gpus ?? 0) > 0) return 0;
  const perNode = podsPerNode(demand, allocatableOf(template));
  return perNode === 0 ? 0 : Math.ceil(demand.pods / perNode);
}

/**
 * The pods of the cluster itself, such as its name server, need a node somewhere: a cluster whose groups could
 * all be empty gets one node, in a group that has one already or else in the first without GPUs.
 */
function addSystemHost(world: World, needs: Map<string, Need>): void {
  const able = world.desired.nodeGroups.filter((desired) => desired.maxReplicas > 0);
  const byName = [...able].sort((a, b) => (a.name < b.name ? -1 : 1));
  const inUse = byName.find((desired) =>
    world.groups.some((group) => group.uid === desired.uid && group.nodes.some((node) => !isLeaving(node))),
  );
  const host = inUse ?? byName.find((desired) => desired.gpus.length === 0) ?? byName[0];
  if (host !== undefined) needs.set(host.uid, { nodes: 1, beyondMax: false });
}
