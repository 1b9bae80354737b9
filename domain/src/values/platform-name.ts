// The names that the platform builds from ours. It joins them with "-", which may also stand inside of them, so that
// two objects of a tenant could get the same one: node group `b-c` of cluster `a`, node group `c` of cluster `a-b`, and
// cluster `a-b-c`. The platform does not notice; one of them would take over what belongs to the other.
import { error, type Finding } from '../finding.ts';
import { CLUSTER_AND_GROUP_MAX_LENGTH, CLUSTER_NAME_MAX_LENGTH, isDnsLabel } from './name.ts';

/** What the platform names: a cluster, or one of its node groups. */
export interface NameOwner {
  readonly cluster: string;
  readonly nodeGroup?: string;
}

/** The name of its release, of its monitor, or of its machines before their own suffix. */
export function platformName({ cluster, nodeGroup }: NameOwner): string {
  return nodeGroup === undefined ? `kubernetes-${cluster}` : `kubernetes-${cluster}-${nodeGroup}`;
}

/** Everything else that would get the same name: the names are joined in one way and can be cut in several. */
export function namesakes(owner: NameOwner): readonly NameOwner[] {
  const joined = platformName(owner).slice('kubernetes-'.length);
  const cuts = [...joined.matchAll(/-/g)].map(({ index }) => ({
    cluster: joined.slice(0, index),
    nodeGroup: joined.slice(index + 1),
  }));
  const owners: readonly NameOwner[] = [{ cluster: joined }, ...cuts];
  return owners.filter((other) => isPossible(other) && !isSame(other, owner));
}

/** Refuses a name that would be that of something else. */
export function nameCollision(owner: NameOwner, taken: NameOwner, pointer: string): Finding {
  const what = owner.nodeGroup === undefined ? 'this cluster' : `the node group ${owner.nodeGroup}`;
  const detail =
    `The platform would name ${what} "${platformName(owner)}", as it has named ${describe(taken)}; ` +
    'choose another name.';
  return error(pointer, 'name_collision', detail);
}

function describe({ cluster, nodeGroup }: NameOwner): string {
  return nodeGroup === undefined
    ? `the cluster ${cluster}`
    : `the node group ${nodeGroup} of the cluster ${cluster}`;
}

function isPossible({ cluster, nodeGroup }: NameOwner): boolean {
  if (!isDnsLabel(cluster) || cluster.length > CLUSTER_NAME_MAX_LENGTH) return false;
  if (nodeGroup === undefined) return true;
  return isDnsLabel(nodeGroup) && cluster.length + nodeGroup.length <= CLUSTER_AND_GROUP_MAX_LENGTH;
}

function isSame(one: NameOwner, other: NameOwner): boolean {
  return one.cluster === other.cluster && one.nodeGroup === other.nodeGroup;
}
