// Which generation of the cluster and of its node groups is fully in place.
import type { DesiredNodeGroup } from '@hikube/service/platform';
import { isApiReady } from './control-plane/quorum.ts';
import { isLeaving } from './nodes/node-phases.ts';
import { currentTemplate } from './nodes/template.ts';
import type { Group, Member, World } from './world.ts';

/** Notes what has been reached. A generation that was reached once stays so, whatever breaks later. */
export function noteGenerations(world: World): boolean {
  let changed = false;
  const { desired } = world;
  if (world.reached < desired.generation && isClusterInPlace(world)) {
    world.reached = desired.generation;
    changed = true;
  }
  for (const settings of desired.nodeGroups) {
    const group = world.groups.find((each) => each.uid === settings.uid);
    if (group === undefined || group.reached >= settings.generation) continue;
    if (!isGroupInPlace(group, settings)) continue;
    group.reached = settings.generation;
    changed = true;
  }
  return changed;
}

/** The control plane has its size and version, and no node is behind. Members at a lost site do not hold it up. */
function isClusterInPlace(world: World): boolean {
  const { replicas, etcdMembers } = world.desired.controlPlane;
  return (
    isApiReady(world) &&
    isComplete(world.etcd, etcdMembers) &&
    isComplete(world.apiServers, replicas) &&
    world.apiServers.every((server) => server.version === world.wanted) &&
    world.groups.every(
      (group) => group.removing || group.nodes.every((node) => node.version === world.wanted),
    )
  );
}

function isComplete(members: readonly Member[], wanted: number): boolean {
  return (
    members.length === wanted && members.every(({ phase }) => phase !== 'Starting' && phase !== 'Stopping')
  );
}

/** Every node carries the settings, and as many are ready as the bounds ask for. */
function isGroupInPlace(group: Group, settings: DesiredNodeGroup): boolean {
  const template = currentTemplate(group);
  const ready = group.nodes.filter((node) => node.phase === 'Ready' && !node.cut).length;
  return (
    group.nodes.every((node) => node.template === template.id) &&
    group.nodes.filter((node) => !isLeaving(node)).length <= settings.maxReplicas &&
    ready >= Math.min(settings.minReplicas, settings.maxReplicas)
  );
}
