// A cluster as somebody would write it: the fields that are chosen, without those that the platform answers or that a default
// says anyway. From this, every language says the same.
import type { Addon, Cluster, ClusterCreate, NodeGroup } from '@hikube/sdk';

/** What a cluster is made of. */
export interface ClusterParts {
  readonly cluster: Cluster;
  readonly nodeGroups: readonly NodeGroup[];
  readonly addons: readonly Addon[];
}

const STANDARD_GROUP: Readonly<Record<string, unknown>> = {
  diskSize: '20Gi',
  roles: [],
  gpus: [],
  labels: {},
  taints: [],
  rollout: { maxSurge: 1, maxUnavailable: 0 },
};
const GROUP_FIELDS = [
  ...['minReplicas', 'maxReplicas', 'instanceType', 'resources', 'diskSize', 'roles', 'gpus', 'labels'],
  ...['taints', 'rollout'],
] as const;
const SIZES: Readonly<Record<string, number>> = { production: 3, development: 1 };

/** The definition of a cluster that exists. */
export function definitionOf({ cluster, nodeGroups, addons }: ClusterParts): ClusterCreate {
  const { name, displayName, version, topology, site, labels, maintenance, storageClass } = cluster;
  const { controlPlane, network, deletionProtection, deletion } = cluster;
  const size = SIZES[topology];
  const isOfTopology = controlPlane.replicas === size && controlPlane.etcdMembers === size;
  return {
    name,
    ...(displayName === '' || displayName === name ? {} : { displayName }),
    version,
    ...(topology === 'production' ? {} : { topology }),
    ...(site === undefined ? {} : { site }),
    ...(isOfTopology ? {} : { controlPlane }),
    ...(storageClass === 'replicated' ? {} : { storageClass }),
    ...(network.exposure === 'proxied' ? {} : { network: { exposure: network.exposure } }),
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...(deletionProtection ? { deletionProtection } : {}),
    ...(deletion.volumes === 'delete' ? {} : { deletion }),
    ...(maintenance === undefined ? {} : { maintenance: withoutStandard(maintenance) }),
    ...mapped('nodeGroups', nodeGroups, groupOf),
    ...mapped('addons', addons, ({ version: wanted, valuesOverride, options }) => ({
      ...(wanted === undefined ? {} : { version: wanted }),
      ...(options === undefined ? {} : { options }),
      ...(valuesOverride === undefined ? {} : { valuesOverride }),
    })),
  };
}

function withoutStandard({ window, autoPatch, exclusions }: NonNullable<Cluster['maintenance']>) {
  return {
    window,
    ...(autoPatch ? { autoPatch } : {}),
    ...(exclusions.length === 0 ? {} : { exclusions }),
  };
}

function groupOf(group: NodeGroup) {
  const entries = GROUP_FIELDS.map((field) => [field, group[field]] as const);
  return Object.fromEntries(
    entries.filter(([field, value]) => value !== undefined && !isStandard(field, value)),
  );
}

function isStandard(field: string, value: unknown): boolean {
  return field in STANDARD_GROUP && JSON.stringify(STANDARD_GROUP[field]) === JSON.stringify(value);
}

function mapped<T extends { readonly name: string }>(
  field: 'nodeGroups' | 'addons',
  things: readonly T[],
  inputOf: (thing: T) => object,
): object {
  if (things.length === 0) return {};
  return { [field]: Object.fromEntries(things.map((thing) => [thing.name, inputOf(thing)])) };
}
