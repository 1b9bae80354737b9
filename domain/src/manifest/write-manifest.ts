// Writes a cluster in the platform's own form, so that reading it again gives the same cluster.
import { fields } from '@hikube/openapi/fields';
import type { ClusterInput } from '../cluster/cluster.ts';
import { controlPlaneSize } from '../cluster/topology.ts';
import type { NodeGroupInput } from '../node-group/node-group.ts';
import type { JsonObject } from '../values/read.ts';
import { writeAnnotations } from './annotations.ts';
import { carriedOfNodeGroup } from './carried-node-groups.ts';
import { MANIFEST_API_VERSION, MANIFEST_KIND, type ManifestShape } from './form.ts';
import { writeAddons } from './write-addons.ts';

/**
 * The manifest of a cluster.
 * @param cluster a valid cluster with everything in it; absent fields have the defaults of the contract
 * @param shape which keys the platform reads
 */
export function writeManifest(
  cluster: ClusterInput & { readonly name: string },
  shape: ManifestShape,
): JsonObject {
  const { name, labels = {}, version, host, storageClass, topology } = cluster;
  const { inForm, carried } = writeAddons(cluster.addons ?? {});
  const size = controlPlaneSize({ topology, controlPlane: cluster.controlPlane });
  const derived = controlPlaneSize({ topology });
  const groups = Object.entries(cluster.nodeGroups ?? {}).filter(
    (entry): entry is [string, NodeGroupInput] => entry[1] !== null,
  );
  const ofGroups = groups
    .map(([key, group]) => [key, carriedOfNodeGroup(group as JsonObject, shape)] as const)
    .filter(([, settings]) => Object.keys(settings).length > 0);
  const children = { addons: carried, nodeGroups: Object.fromEntries(ofGroups) };
  const annotations = writeAnnotations(cluster, children, derived.etcdMembers);
  return {
    apiVersion: MANIFEST_API_VERSION,
    kind: MANIFEST_KIND,
    metadata: { name, ...unlessEmpty('labels', labels), ...unlessEmpty('annotations', annotations) },
    spec: {
      ...(version === undefined ? {} : { version: `v${version}` }),
      ...(host === undefined ? {} : { host }),
      ...(storageClass === undefined ? {} : { storageClass }),
      controlPlane: { replicas: size.replicas },
      nodeGroups: Object.fromEntries(groups.map(([key, group]) => [key, writeNodeGroup(group, shape)])),
      addons: inForm,
    },
  };
}

function writeNodeGroup(group: NodeGroupInput, shape: ManifestShape): JsonObject {
  const { minReplicas, maxReplicas, instanceType, diskSize } = fields.NodeGroup;
  const isOld = shape === '1.1.2';
  return {
    minReplicas: group.minReplicas ?? minReplicas.default,
    maxReplicas: group.maxReplicas ?? maxReplicas.default,
    instanceType: group.instanceType ?? instanceType.default,
    [isOld ? 'ephemeralStorage' : 'diskSize']: group.diskSize ?? diskSize.default,
    // Old releases refuse a group without it.
    ...(group.resources !== undefined || isOld ? { resources: group.resources ?? {} } : {}),
    roles: group.roles ?? [],
    gpus: group.gpus ?? [],
    ...(isOld ? {} : newerSettings(group)),
  };
}

function newerSettings({ storageClass, kubelet, healthCheck }: NodeGroupInput): JsonObject {
  return {
    ...(storageClass === undefined ? {} : { storageClass }),
    ...(kubelet === undefined ? {} : { kubelet }),
    ...healthCheck,
  };
}

function unlessEmpty(key: string, object: JsonObject): JsonObject {
  return Object.keys(object).length === 0 ? {} : { [key]: object };
}
