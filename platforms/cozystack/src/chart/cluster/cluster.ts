// From values of the chart to a cluster, for adoption and lists: the reverse of specOf.
import { controlPlaneSize, normaliseVersion } from '@hikube/domain';
import type { Values } from '../../kind.ts';
import { countOf, textOf } from '../shape/scalars.ts';
import { schemaAt } from '../shape/schema.ts';
import type { Shape } from '../shape/shape.ts';
import { objectOf } from '../spec/keep.ts';
import type { ChartCluster } from '../spec/wish.ts';
import { readAddons } from './read-addons.ts';
import { readNodeGroups } from './read-node-groups.ts';

type Members = ChartCluster['controlPlane']['etcdMembers'];

/**
 * What a stored cluster is meant to be, whoever made it. What stands where it cannot be reads as the default, as the chart
 * would have it. Groups and add-ons have no uid and the generation 0; Helm values are shown as they are, and may hold
 * secrets.
 * @param stored the spec, as it is served or as it was sent
 */
export function clusterOf(stored: Values, shape: Shape): ChartCluster {
  const replicas = objectOf(stored['controlPlane'])['replicas'];
  const standard = schemaAt(shape.schema, 'controlPlane', 'replicas')?.default;
  const servers = countOf(replicas) ?? countOf(standard) ?? 2;
  const topology = servers === 1 ? 'development' : 'production';
  const etcdMembers = controlPlaneSize({ topology }).etcdMembers as Members;
  return {
    version: versionOf(stored['version'], shape),
    topology,
    controlPlane: { replicas: servers, etcdMembers },
    storageClass:
      textOf(stored['storageClass']) ||
      textOf(schemaAt(shape.schema, 'storageClass')?.default) ||
      'replicated',
    // Empty: the platform derives it.
    host: textOf(stored['host']),
    network: { exposure: 'proxied' },
    nodeGroups: readNodeGroups(objectOf(stored['nodeGroups']), shape),
    addons: readAddons(objectOf(stored['addons']), shape),
  };
}

/** A text that is no version is shown as it is: the cluster does not come up with it. */
function versionOf(value: unknown, { defaultVersion, versions }: Shape): string {
  // YAML has made 1.3 of 1.30.
  const offered = typeof value === 'number' ? versions.find((each) => Number(each) === value) : undefined;
  const text = offered ?? textOf(value);
  return normaliseVersion(text) ?? (text || (defaultVersion ?? versions[0] ?? ''));
}
